package io.github.bootcluster.actuate.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.autoconfigure.actuate.ClusterEndpointAutoConfiguration;
import io.github.bootcluster.autoconfigure.actuate.ClusterRelayAutoConfiguration;
import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import io.github.bootcluster.relay.WorkerRelay;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promises of {@code /actuator/cluster/{id}/…} that hold with every web framework.
 */
abstract class AbstractRelayFrontTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private FakeRelay relay;

	@Autowired
	private TestCluster cluster;

	@BeforeEach
	void setWorkers() {
		this.cluster.setWorkers(worker(1, WorkerState.LISTENING), worker(2, WorkerState.LISTENING),
				worker(3, WorkerState.DRAINING));
	}

	@AfterEach
	void answersAreClosed() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(this.relay.bodies).allSatisfy((body) -> assertThat(body.closed).isTrue()));
		this.relay.reset();
	}

	@Test
	void getPassesRequestOn() {
		this.relay.answer(200, Map.of("Content-Type", "text/x-tea;charset=UTF-8", "Content-Length", "3"), "tea");
		HttpResponse<String> response = send("GET", "/2/env/a%20%C3%BC;c/d?tag=x&tag=y%26&live", null, "Accept",
				"application/json", "Range", "bytes=0-2");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("tea");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/x-tea;charset=UTF-8");
		assertThat(response.headers().firstValue("Content-Length")).hasValue("3");
		RelayRequest request = this.relay.takeRequest(2);
		assertThat(request).isEqualTo(new RelayRequest("GET", List.of("env", "a ü", "d"),
				Map.of("tag", List.of("x", "y&"), "live", List.of("")), null, List.of("application/json"), "bytes=0-2",
				null));
	}

	@Test
	void getPassesHeadersBack() {
		this.relay.answer(206, Map.of("Content-Type", "application/octet-stream", "Content-Length", "1",
				"Content-Range", "bytes 0-0/9", "Accept-Ranges", "bytes"), "x");
		HttpResponse<String> response = send("GET", "/1/logfile", null, "Range", "bytes=0-0");
		assertThat(response.statusCode()).isEqualTo(206);
		assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes 0-0/9");
		assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("bytes");
		assertThat(response.body()).isEqualTo("x");
	}

	@Test
	void getWhenRangeWasNotTakenReturnsWhole() {
		this.relay.answer(200, Map.of("Content-Type", "text/plain", "Content-Length", "5"), "whole");
		HttpResponse<String> response = send("GET", "/1/logfile", null, "Range", "bytes=0-0");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("whole");
	}

	@ParameterizedTest
	@CsvSource({ "204", "404", "429" })
	void getWhenAnswerHasNoBodyHasNone(int status) {
		this.relay.answer(status, Map.of(), "");
		HttpResponse<String> response = send("GET", "/1/env", null, "Accept", "text/html");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Content-Type")).isEmpty();
	}

	@Test
	void postPassesFieldsOfBodyOn() {
		this.relay.answer(204, Map.of(), "");
		HttpResponse<String> response = send("POST", "/1/loggers/com.example?a=b", "{\"configuredLevel\":null,\"n\":1}",
				"Content-Type", "application/json");
		assertThat(response.statusCode()).isEqualTo(204);
		RelayRequest request = this.relay.takeRequest(1);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).containsExactly("loggers", "com.example");
		assertThat(request.parameters()).containsEntry("a", List.of("b"));
		assertThat(request.body()).containsEntry("configuredLevel", null).containsEntry("n", "1");
	}

	@Test
	void postWithoutBodyIsPassedOn() {
		this.relay.answer(200, Map.of("Content-Type", "application/json"), "{}");
		assertThat(send("POST", "/1/shutdown", null).body()).isEqualTo("{}");
		assertThat(this.relay.takeRequest(1).body()).isNull();
	}

	@Test
	void postWithRubbishIsRefusedHere() {
		assertThat(send("POST", "/1/loggers/a", "{", "Content-Type", "application/json").statusCode()).isEqualTo(400);
		assertThat(send("POST", "/1/loggers/a", "a=b", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
		assertThat(this.relay.isAsked()).isFalse();
	}

	@Test
	void deleteIsPassedOn() {
		this.relay.answer(204, Map.of(), "");
		assertThat(send("DELETE", "/1/caches/a", null).statusCode()).isEqualTo(204);
		assertThat(this.relay.takeRequest(1).method()).isEqualTo("DELETE");
	}

	@Test
	void headReturnsHeadersOnly() {
		this.relay.answer(200, Map.of("Content-Type", "text/plain", "Content-Length", "5"), "whole");
		HttpResponse<String> response = send("HEAD", "/1/logfile", null);
		assertThat(response.headers().firstValue("Content-Length")).hasValue("5");
		assertThat(response.body()).isEmpty();
		assertThat(this.relay.takeRequest(1).method()).isEqualTo("GET");
	}

	@Test
	void otherMethodsAreNotAllowed() {
		assertThat(send("PUT", "/1/env", null).statusCode()).isEqualTo(405);
		assertThat(this.relay.isAsked()).isFalse();
	}

	@Test
	void corsIsThatOfEndpoints() {
		HttpResponse<String> response = send("OPTIONS", "/1/env", null, "Origin", "http://example.org",
				"Access-Control-Request-Method", "GET");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("http://example.org");
		assertThat(
				send("OPTIONS", "/1/env", null, "Origin", "http://example.com", "Access-Control-Request-Method", "GET")
					.statusCode())
			.isEqualTo(403);
	}

	@Test
	void endpointOfClusterIsStillThere() {
		assertThat(send("GET", "/1", null).body()).contains("This process is not part of a cluster");
		assertThat(this.relay.isAsked()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7          | 404 | There is no worker 7
			0          | 404 | There is no worker 0
			first      | 404 | There is no worker 'first'
			01         | 404 | There is no worker '01'
			3          | 503 | Worker 3 does not listen, its state is DRAINING
			""")
	void getWhenWorkerIsNotThereFails(String worker, int status, String error) {
		assertError(send("GET", "/" + worker + "/env", null, "Accept", "text/html"), status, error);
		assertThat(this.relay.isAsked()).isFalse();
	}

	@Test
	void getWhenWorkerDoesNotAnswerIsUnavailable() {
		this.relay.fail("Worker 1 (PID 1) did not answer");
		assertError(send("GET", "/1/env", null), 503, "Worker 1 (PID 1) did not answer");
	}

	@Test
	void allReportsEachAnswer() {
		this.relay.setOutcome(1, new RelayOutcome.Answered(204, Map.of(), new byte[0]));
		this.relay.setOutcome(2, answered(200, "application/vnd.spring-boot.actuator.v3+json", "{\"a\":[1,null]}"));
		HttpResponse<String> response = send("POST", "/all/loggers/com.example", "{\"configuredLevel\":\"DEBUG\"}",
				"Content-Type", "application/json");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body())
			.isEqualTo("{\"workers\":{\"1\":{\"status\":204},\"2\":{\"status\":200,\"body\":{\"a\":[1,null]}}}}");
		RelayRequest request = this.relay.takeRequest(0);
		assertThat(request.path()).containsExactly("loggers", "com.example");
		assertThat(request.body()).containsEntry("configuredLevel", "DEBUG");
		assertThat(this.relay.asked).containsExactly(1, 2);
	}

	@Test
	void allWhenSomeFailIsBadGateway() {
		this.relay.setOutcome(1, answered(200, "text/plain", "hello"));
		this.relay.setOutcome(2, new RelayOutcome.Unanswered("gone"));
		HttpResponse<String> response = send("GET", "/all/info", null);
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(response.body())
			.isEqualTo("{\"workers\":{\"1\":{\"status\":200,\"body\":\"hello\"},\"2\":{\"error\":\"gone\"}}}");
	}

	@Test
	void allWhenAllFailAlikeHasTheirStatus() {
		this.relay.setOutcome(1, answered(404, "application/json", "{"));
		this.relay.setOutcome(2, answered(404, "application/octet-stream", "AB"));
		HttpResponse<String> response = send("DELETE", "/all/nothing", null);
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo(
				"{\"workers\":{\"1\":{\"status\":404,\"body\":\"{\"},\"2\":{\"status\":404,\"body\":\"QUI=\"}}}");
	}

	@Test
	void allWhenNoneAnswersIsUnavailable() {
		this.relay.setOutcome(1, new RelayOutcome.Unanswered("gone"));
		this.relay.setOutcome(2, new RelayOutcome.Unanswered("late"));
		assertThat(send("GET", "/all/info", null).statusCode()).isEqualTo(503);
	}

	@Test
	void allWhenNobodyListensIsUnavailable() {
		this.cluster.setWorkers(worker(3, WorkerState.DRAINING));
		assertError(send("GET", "/all/info", null), 503, "No worker listens");
	}

	@Test
	void bodyIsStreamed() throws Exception {
		CountedInputStream endless = this.relay.answer(200, Map.of("Content-Type", "application/octet-stream"),
				new EndlessInputStream());
		HttpResponse<InputStream> response = this.client.send(request("GET", "/1/heapdump", null),
				HttpResponse.BodyHandlers.ofInputStream());
		response.body().skipNBytes(5_000_000);
		long read = endless.count;
		assertThat(read).isBetween(5_000_000L, 50_000_000L);
		// the client goes away, and the answer is closed
		response.body().close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 100_000 })
	void bodyThatIsCutOffIsNoShortSuccess(int length) {
		this.relay.answer(200,
				Map.of("Content-Type", "application/octet-stream", "Content-Length", String.valueOf(length + 1)),
				new SequenceInputStream(new ByteArrayInputStream(new byte[length]), new BrokenInputStream()));
		assertNoSuccess();
	}

	@Test
	void bodyOfUnknownLengthThatIsCutOffIsNoShortSuccess() {
		this.relay.answer(200, Map.of("Content-Type", "application/octet-stream"),
				new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new BrokenInputStream()));
		assertNoSuccess();
	}

	private void assertNoSuccess() {
		HttpResponse<byte[]> response;
		try {
			response = this.client.send(request("GET", "/1/heapdump", null), HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			// cut off
			return;
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
		assertThat(response.statusCode()).isEqualTo(500);
	}

	private void assertError(HttpResponse<String> response, int status, String error) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo("{\"error\":\"" + error + "\"}");
	}

	private HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
		try {
			return this.client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
		HttpRequest.Builder builder = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/actuator/cluster" + path))
			.timeout(Duration.ofSeconds(20))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		return (headers.length > 0) ? builder.headers(headers).build() : builder.build();
	}

	private static ClusterWorker worker(int id, WorkerState state) {
		return new ClusterWorker(id, (long) id, state, 1, null);
	}

	private static RelayOutcome answered(int status, String contentType, String body) {
		return new RelayOutcome.Answered(status, Map.of("Content-Type", contentType),
				body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * What the front needs with every web framework.
	 */
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			ManagementContextAutoConfiguration.class, ClusterAutoConfiguration.class,
			ClusterEndpointAutoConfiguration.class, ClusterRelayAutoConfiguration.class })
	static class FrontConfiguration {

		@Bean
		@Primary
		TestCluster testCluster() {
			return TestCluster.worker();
		}

		@Bean
		FakeRelay fakeRelay() {
			return new FakeRelay();
		}

	}

	/**
	 * Answers as it is told.
	 */
	static class FakeRelay implements WorkerRelay {

		private final BlockingQueue<Map.Entry<Integer, RelayRequest>> requests = new LinkedBlockingQueue<>();

		private final BlockingQueue<CountedInputStream> bodies = new LinkedBlockingQueue<>();

		private final SortedMap<Integer, RelayOutcome> outcomes = new TreeMap<>();

		private volatile List<Integer> asked = List.of();

		private volatile @Nullable RelayResponse response;

		private volatile @Nullable String failure;

		@Override
		public RelayResponse exchange(ClusterWorker worker, RelayRequest request, Duration timeout) throws IOException {
			this.requests.add(Map.entry(worker.id(), request));
			if (this.failure != null) {
				throw new IOException(this.failure);
			}
			return this.response;
		}

		@Override
		public SortedMap<Integer, RelayOutcome> exchangeAll(Collection<ClusterWorker> workers, RelayRequest request,
				Duration timeout) {
			this.requests.add(Map.entry(0, request));
			this.asked = workers.stream().map(ClusterWorker::id).toList();
			return this.outcomes;
		}

		void answer(int status, Map<String, String> headers, String body) {
			answer(status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
		}

		CountedInputStream answer(int status, Map<String, String> headers, InputStream body) {
			CountedInputStream counted = new CountedInputStream(body);
			this.bodies.add(counted);
			this.response = new RelayResponse(status, headers, counted);
			return counted;
		}

		void setOutcome(int worker, RelayOutcome outcome) {
			this.outcomes.put(worker, outcome);
		}

		boolean isAsked() {
			return !this.requests.isEmpty();
		}

		void fail(String message) {
			this.failure = message;
		}

		RelayRequest takeRequest(int worker) {
			try {
				Map.Entry<Integer, RelayRequest> request = this.requests.poll(5, TimeUnit.SECONDS);
				assertThat(request).isNotNull();
				assertThat(request.getKey()).isEqualTo(worker);
				return request.getValue();
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}

		void reset() {
			this.requests.clear();
			this.bodies.clear();
			this.outcomes.clear();
			this.asked = List.of();
			this.response = null;
			this.failure = null;
		}

	}

	/**
	 * Knows how much of it was read, and whether it was closed.
	 */
	static final class CountedInputStream extends InputStream {

		private final InputStream in;

		private volatile long count;

		private volatile boolean closed;

		CountedInputStream(InputStream in) {
			this.in = in;
		}

		@Override
		public int read() throws IOException {
			throw new AssertionError("Slow");
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = this.in.read(bytes, offset, length);
			this.count += read;
			return read;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

	private static final class EndlessInputStream extends InputStream {

		@Override
		public int read() {
			return 'x';
		}

	}

	private static final class BrokenInputStream extends InputStream {

		@Override
		public int read() throws IOException {
			throw new IOException("Worker 1 has ended");
		}

	}

}
