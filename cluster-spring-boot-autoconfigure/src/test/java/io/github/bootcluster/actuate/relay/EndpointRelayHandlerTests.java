package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.autoconfigure.actuate.ClusterRelayAutoConfiguration;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayRequest.Caller;
import io.github.bootcluster.relay.RelayResponse;
import io.github.bootcluster.relay.RelayedCall;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointRelayHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(properties = { "spring.main.web-application-type=servlet",
		"management.endpoints.web.exposure.include=*", "management.endpoints.web.exposure.exclude=hidden",
		"management.endpoint.steady.access=read-only", "management.endpoint.probe.cache.time-to-live=1m" })
class EndpointRelayHandlerTests {

	private static final String V3 = "application/vnd.spring-boot.actuator.v3+json";

	@Autowired
	private WebEndpointsSupplier endpoints;

	@Autowired
	private EndpointJson json;

	@Autowired
	private ProbeEndpoint probe;

	@Test
	void readReturnsJson() {
		assertThat(get("probe")).isEqualTo(new Answer(200, V3, "{\"value\":\"everything\"}"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                           | application/vnd.spring-boot.actuator.v3+json
			application/json                              | application/json
			application/vnd.spring-boot.actuator.v2+json  | application/vnd.spring-boot.actuator.v2+json
			text/html,application/json;q=0.9,*/*;q=0.8    | application/json
			application/*                                 | application/vnd.spring-boot.actuator.v3+json
			""")
	void readReturnsMediaTypeThatIsAccepted(String accept, String contentType) {
		assertThat(handle(RelayRequest.get(List.of("probe"), Map.of(), accept)).contentType()).isEqualTo(contentType);
	}

	@Test
	void readWhenNothingIsAcceptedMakesNoDifference() {
		RelayRequest request = new RelayRequest("GET", List.of("probe"), Map.of(), null, List.of(), null, null);
		assertThat(handle(request).contentType()).isEqualTo(V3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                  | json
			text/html;q=0.9,*/*;q=0.8            | json
			application/json,text/plain          | json
			application/json;q=0.5,text/plain    | text
			text/*                               | text
			""")
	void readWhenOperationsDifferInMediaTypeFindsThePreferredOne(String accept, String answer) {
		for (String endpoint : List.of("jsonfirst", "textfirst")) {
			assertThat(handle(RelayRequest.get(List.of(endpoint), Map.of(), accept)).body()).contains(answer);
		}
	}

	@ParameterizedTest
	@CsvSource({ "text/html", "rubbish" })
	void readWhenMediaTypeIsNotAcceptedIsNotAcceptable(String accept) {
		assertThat(handle(RelayRequest.get(List.of("probe"), Map.of(), accept))).isEqualTo(new Answer(406,
				"application/json", "{\"error\":\"The endpoint 'probe' cannot answer with any of [" + accept + "]\"}"));
	}

	@Test
	void readWithSelectorPassesDecodedSegmentAndParameters() {
		RelayRequest request = RelayRequest.get(List.of("probe", "a/b;c=%ü"),
				Map.of("tag", List.of("x"), "level", List.of("1", "2")), "*/*");
		assertThat(handle(request).body()).isEqualTo("{\"name\":\"a/b;c=%ü\",\"tag\":\"x\",\"level\":[\"1\",\"2\"]}");
	}

	@Test
	void readWithRemainingSegmentsPassesAllOfThem() {
		assertThat(get("rest").body()).isEqualTo("[]");
		assertThat(get("rest", "a", "b/c").body()).isEqualTo("[\"a\",\"b/c\"]");
	}

	@Test
	void readWhenMoreSpecificOperationMatchesTakesIt() {
		assertThat(get("rest", "special", "one").body()).isEqualTo("[\"special\",\"one\"]");
		assertThat(get("probe", "one").body()).contains("\"name\":\"one\"");
	}

	@Test
	void readIsMarkedAsRelayedCallWithCaller() {
		RelayRequest request = new RelayRequest("GET", List.of("who"), Map.of(), null, List.of(), null,
				new Caller("jane", List.of("ROLE_ADMIN", "read")));
		assertThat(handle(request).body()).isEqualTo(
				"{\"relayed\":true,\"name\":\"jane\",\"admin\":true,\"read\":true,\"other\":false,\"namespace\":\"server\"}");
	}

	@Test
	void readWhenCallerIsUnknownHasNoPrincipal() {
		assertThat(get("who").body()).contains("\"name\":\"nobody\",\"admin\":false");
	}

	@Test
	void readDoesNotComeFromCacheOfAnswers() {
		int before = this.probe.calls;
		get("probe");
		get("probe");
		assertThat(this.probe.calls).isEqualTo(before + 2);
	}

	@Test
	void writePassesFieldsOfBody() {
		Map<String, @Nullable String> body = new HashMap<>();
		body.put("level", "DEBUG");
		body.put("tag", null);
		assertThat(handle(post(List.of("probe", "a"), body)))
			.isEqualTo(new Answer(200, V3, "{\"name\":\"a\",\"level\":\"DEBUG\",\"tag\":\"null\"}"));
	}

	@Test
	void writeWhenRequiredFieldIsMissingIsBadRequest() {
		Answer answer = handle(post(List.of("probe", "a"), null));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":\"Missing parameters: level\"}");
	}

	@Test
	void deleteWithoutResultIsNoContent() {
		assertThat(handle(delete("probe", "a"))).isEqualTo(new Answer(204, null, ""));
	}

	@Test
	void readWithoutResultIsNotFound() {
		assertThat(get("results", "null")).isEqualTo(new Answer(404, null, ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text      | 200 | application/vnd.spring-boot.actuator.v3+json | plain ü
			response  | 418 | text/x-tea;charset=UTF-8                     | tea
			empty     | 429 |                                              | ''
			bytes     | 200 | text/plain                                   | bytes
			mono      | 200 | application/vnd.spring-boot.actuator.v3+json | {"later":true}
			flux      | 200 | application/vnd.spring-boot.actuator.v3+json | [1,2]
			nothing   | 404 |                                              | ''
			published | 202 | application/vnd.spring-boot.actuator.v3+json | {"later":true}
			""")
	void readReturnsResultOfAnyKind(String kind, int status, @Nullable String contentType, String body) {
		assertThat(get("results", kind)).isEqualTo(new Answer(status, contentType, body));
	}

	@Test
	void readWhenRequestIsInvalidIsBadRequest() {
		assertThat(get("results", "invalid")).isEqualTo(new Answer(400, "application/json", "{\"error\":\"Why\"}"));
	}

	@Test
	void readWhenStatusIsThrownReturnsIt() {
		assertThat(get("results", "conflict"))
			.isEqualTo(new Answer(409, "application/json", "{\"error\":\"Already there\"}"));
	}

	@Test
	void readWhenOperationFailsTellsNothingButLogs(CapturedOutput output) {
		assertThat(get("results", "failure")).isEqualTo(new Answer(500, "application/json",
				"{\"error\":\"The endpoint failed, the log of the worker holds the reason\"}"));
		assertThat(output).contains("GET of the endpoint results/failure failed")
			.contains("IllegalStateException: secret");
	}

	@Test
	void readReturnsResourceWithItsLength() {
		RelayResponse response = handleRaw(RelayRequest.get(List.of("file"), Map.of(), "*/*"));
		assertThat(response.headers()).containsOnly(Map.entry("Content-Type", "application/octet-stream"),
				Map.entry("Content-Length", "10"), Map.entry("Accept-Ranges", "bytes"));
		assertThat(response.body()).hasContent("0123456789");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			bytes=2-4   | 206 | bytes 2-4/10 | 234
			bytes=-3    | 206 | bytes 7-9/10 | 789
			bytes=8-99  | 206 | bytes 8-9/10 | 89
			bytes=0-    | 206 | bytes 0-9/10 | 0123456789
			bytes=10-   | 416 | bytes */10   | ''
			rubbish     | 416 | bytes */10   | ''
			bytes=0-1,3-4 | 200 |            | 0123456789
			""")
	void readReturnsRangeOfResource(String range, int status, @Nullable String contentRange, String body) {
		RelayRequest request = new RelayRequest("GET", List.of("file"), Map.of(), null, List.of(), range, null);
		RelayResponse response = handleRaw(request);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.headers().get("Content-Range")).isEqualTo(contentRange);
		assertThat(response.headers()).containsEntry("Content-Length", String.valueOf(body.length()));
		assertThat(response.body()).hasContent(body);
	}

	@Test
	void readWhenFileGrowsReturnsNoMoreThanAnnounced(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("log"), "first");
		RelayResponse response = new ResourceResponse(new FileSystemResource(file), null).open(200, null);
		Files.writeString(file, "first and more");
		assertThat(response.body()).hasContent("first");
		response.close();
	}

	@Test
	void readReturnsStreamOfUnknownLength() {
		RelayResponse response = handleRaw(RelayRequest.get(List.of("stream"), Map.of(), "*/*"));
		assertThat(response.headers()).containsOnly(Map.entry("Content-Type", "application/octet-stream"));
		assertThat(response.body()).hasContent("stream");
	}

	@Test
	void endpointThatIsNotExposedIsNotFound() {
		assertThat(get("hidden"))
			.isEqualTo(new Answer(404, "application/json", "{\"error\":\"There is no endpoint 'hidden'\"}"));
		assertThat(get("rubbish").status()).isEqualTo(404);
		assertThat(get().status()).isEqualTo(404);
		assertThat(get("probe", "a", "b").status()).isEqualTo(404);
		assertThat(get("PROBE").status()).isEqualTo(404);
	}

	@Test
	void operationThatMustNotBeAccessedIsNotAllowed() {
		assertThat(get("steady").status()).isEqualTo(200);
		assertThat(handle(post(List.of("steady"), null))).isEqualTo(
				new Answer(405, "application/json", "{\"error\":\"The endpoint 'steady' has no operation for POST\"}"));
		assertThat(handle(delete("steady")).status()).isEqualTo(405);
	}

	private Answer get(String... path) {
		return handle(RelayRequest.get(List.of(path), Map.of(), "*/*"));
	}

	private static RelayRequest post(List<String> path, @Nullable Map<String, @Nullable String> body) {
		return new RelayRequest("POST", path, Map.of(), body, List.of(), null, null);
	}

	private static RelayRequest delete(String... path) {
		return new RelayRequest("DELETE", List.of(path), Map.of(), null, List.of(), null, null);
	}

	private Answer handle(RelayRequest request) {
		RelayResponse response = handleRaw(request);
		try (response) {
			return new Answer(response.status(), response.headers().get("Content-Type"),
					new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private RelayResponse handleRaw(RelayRequest request) {
		return new EndpointRelayHandler(this.endpoints, this.json).handle(request);
	}

	private record Answer(int status, @Nullable String contentType, String body) {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class, ClusterAutoConfiguration.class,
			ClusterRelayAutoConfiguration.class })
	static class EndpointsConfiguration {

		@Bean
		ProbeEndpoint probeEndpoint() {
			return new ProbeEndpoint();
		}

		@Bean
		JsonFirstEndpoint jsonFirstEndpoint() {
			return new JsonFirstEndpoint();
		}

		@Bean
		TextFirstEndpoint textFirstEndpoint() {
			return new TextFirstEndpoint();
		}

		@Bean
		RestEndpoint restEndpoint() {
			return new RestEndpoint();
		}

		@Bean
		WhoEndpoint whoEndpoint() {
			return new WhoEndpoint();
		}

		@Bean
		ResultsEndpoint resultsEndpoint() {
			return new ResultsEndpoint();
		}

		@Bean
		FileEndpoint fileEndpoint() {
			return new FileEndpoint();
		}

		@Bean
		StreamEndpoint streamEndpoint() {
			return new StreamEndpoint();
		}

		@Bean
		HiddenEndpoint hiddenEndpoint() {
			return new HiddenEndpoint();
		}

		@Bean
		SteadyEndpoint steadyEndpoint() {
			return new SteadyEndpoint();
		}

	}

	@Endpoint(id = "probe")
	static class ProbeEndpoint {

		private int calls;

		@ReadOperation
		Map<String, String> everything() {
			this.calls++;
			return Map.of("value", "everything");
		}

		@ReadOperation
		Named one(@Selector String name, @Nullable String tag, @Nullable List<String> level) {
			return new Named(name, String.valueOf(tag), level);
		}

		@WriteOperation
		Changed change(@Selector String name, String level, @Nullable String tag) {
			return new Changed(name, level, String.valueOf(tag));
		}

		@DeleteOperation
		void remove(@Selector String name) {
		}

	}

	record Named(String name, String tag, @Nullable List<String> level) {

	}

	record Changed(String name, String level, String tag) {

	}

	@Endpoint(id = "rest")
	static class RestEndpoint {

		@ReadOperation
		List<String> read(@Selector(match = Match.ALL_REMAINING) String[] path) {
			return Arrays.asList(path);
		}

	}

	@Endpoint(id = "jsonfirst")
	static class JsonFirstEndpoint {

		@ReadOperation
		Map<String, String> asJson() {
			return Map.of("form", "json");
		}

		@ReadOperation(produces = "text/plain")
		String inWords() {
			return "text";
		}

	}

	@Endpoint(id = "textfirst")
	static class TextFirstEndpoint {

		@ReadOperation(produces = "text/plain")
		String asText() {
			return "text";
		}

		@ReadOperation
		Map<String, String> inJson() {
			return Map.of("form", "json");
		}

	}

	@Endpoint(id = "who")
	static class WhoEndpoint {

		@ReadOperation
		Who read(SecurityContext context, @Nullable Principal principal, @Nullable RelayedCall relayed,
				WebServerNamespace namespace) {
			return new Who(relayed != null, (principal != null) ? principal.getName() : "nobody",
					context.isUserInRole("ADMIN"), context.isUserInRole("read"), context.isUserInRole("other"),
					namespace.getValue());
		}

	}

	record Who(boolean relayed, String name, boolean admin, boolean read, boolean other, String namespace) {

	}

	@Endpoint(id = "results")
	static class ResultsEndpoint {

		@ReadOperation
		@Nullable Object read(@Selector String kind) {
			return switch (kind) {
				case "text" -> "plain ü";
				case "response" ->
					new WebEndpointResponse<>("tea", 418, MimeTypeUtils.parseMimeType("text/x-tea;charset=UTF-8"));
				case "empty" -> new WebEndpointResponse<>(429);
				case "bytes" ->
					new WebEndpointResponse<>("bytes".getBytes(StandardCharsets.UTF_8), 200, MimeTypeUtils.TEXT_PLAIN);
				case "mono" -> Mono.just(Map.of("later", true));
				case "flux" -> Flux.just(1, 2);
				case "nothing" -> Mono.empty();
				case "published" -> Mono.just(new WebEndpointResponse<>(Map.of("later", true), 202));
				case "invalid" -> throw new InvalidEndpointRequestException("What", "Why");
				case "conflict" -> throw new ResponseStatusException(HttpStatus.CONFLICT, "Already there");
				case "failure" -> throw new IllegalStateException("secret");
				default -> null;
			};
		}

	}

	@Endpoint(id = "file")
	static class FileEndpoint {

		@ReadOperation
		Resource read() {
			return new ByteArrayResource("0123456789".getBytes(StandardCharsets.UTF_8));
		}

	}

	@Endpoint(id = "stream")
	static class StreamEndpoint {

		@ReadOperation
		Resource read() {
			return new InputStreamResource(new ByteArrayResource("stream".getBytes(StandardCharsets.UTF_8)));
		}

	}

	@Endpoint(id = "hidden")
	static class HiddenEndpoint {

		@ReadOperation
		String read() {
			return "hidden";
		}

	}

	@Endpoint(id = "steady")
	static class SteadyEndpoint {

		@ReadOperation
		String read() {
			return "steady";
		}

		@WriteOperation
		String write() {
			return "changed";
		}

		@DeleteOperation
		String delete() {
			return "deleted";
		}

	}

}
