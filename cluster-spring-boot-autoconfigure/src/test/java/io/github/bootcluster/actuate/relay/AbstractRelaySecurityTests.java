package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.actuate.relay.AbstractRelayFrontTests.FakeRelay;
import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayRequest.Caller;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promises about Spring Security that hold with every web framework: everybody may see
 * the cluster who is known, but only administrators the environment and the loggers.
 */
abstract class AbstractRelaySecurityTests {

	static final UserDetails OPERATOR = User.withUsername("operator").password("{noop}secret").roles("OPS").build();

	static final UserDetails ADMIN = User.withUsername("admin").password("{noop}secret").roles("ADMIN", "OPS").build();

	@LocalServerPort
	private int port;

	@Autowired
	private FakeRelay relay;

	private final String basePath;

	AbstractRelaySecurityTests(String basePath) {
		this.basePath = basePath;
	}

	@BeforeEach
	void setUp(@Autowired TestCluster cluster) {
		cluster.setWorkers(new ClusterWorker(2, 2L, WorkerState.LISTENING, 1, null));
		this.relay.reset();
		this.relay.answer(200, Map.of("Content-Type", "text/plain"), "answer");
		this.relay.setOutcome(2, new RelayOutcome.Answered(204, Map.of(), new byte[0]));
	}

	@Test
	void getWhenPermittedIsPassedOnWithCaller() {
		assertThat(send("GET", "/cluster/2/info", "operator").body()).isEqualTo("answer");
		RelayRequest request = this.relay.takeRequest(2);
		assertThat(request.caller()).isNotNull();
		assertThat(request.caller().name()).isEqualTo("operator");
		assertThat(request.caller().authorities()).contains("ROLE_OPS").doesNotContain("ROLE_ADMIN");
	}

	@Test
	void getWhenTargetIsPermittedIsPassedOn() {
		assertThat(send("GET", "/cluster/2/env", "admin").body()).isEqualTo("answer");
		assertThat(this.relay.takeRequest(2).caller()).extracting(Caller::name).isEqualTo("admin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cluster/2/env", "/cluster/2/env/", "/cluster/2/env/java.home", "/cluster/2/%65nv",
			"/cluster/2/env?a=b", "/cluster/all/env", "/cluster/all/%65%6Ev/java.home", "/cluster/7/env" })
	void getWhenTargetIsForbiddenIsForbidden(String path) {
		HttpResponse<String> response = send("GET", path, "operator");
		assertThat(response.statusCode()).isIn(403, 400);
		assertThat(response.body()).doesNotContain("answer", "worker");
		assertThat(this.relay.isAsked()).isFalse();
	}

	@Test
	void getWhenTargetIsForbiddenAnswersAsTargetDoes() {
		HttpResponse<String> direct = send("GET", "/env", "operator");
		HttpResponse<String> relayed = send("GET", "/cluster/2/env", "operator");
		assertThat(relayed.statusCode()).isEqualTo(direct.statusCode()).isEqualTo(403);
	}

	@Test
	void getWithoutCredentialsIsUnauthorized() {
		HttpResponse<String> response = send("GET", "/cluster/2/info", null);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
		assertThat(this.relay.isAsked()).isFalse();
	}

	@Test
	void rulesForMethodsHold() {
		assertThat(send("GET", "/cluster/all/loggers/com.example", "operator").statusCode()).isEqualTo(200);
		this.relay.takeRequest(0);
		assertThat(send("POST", "/cluster/all/loggers/com.example", "operator").statusCode()).isEqualTo(403);
		assertThat(send("POST", "/cluster/2/loggers/com.example", "operator").statusCode()).isEqualTo(403);
		assertThat(this.relay.isAsked()).isFalse();
		assertThat(send("POST", "/cluster/all/loggers/com.example", "admin").statusCode()).isEqualTo(200);
		assertThat(this.relay.takeRequest(0).path()).isEqualTo(List.of("loggers", "com.example"));
	}

	private HttpResponse<String> send(String method, String path, @Nullable String user) {
		HttpRequest.Builder builder = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + this.basePath + "/actuator" + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (user != null) {
			builder.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString((user + ":secret").getBytes(StandardCharsets.UTF_8)));
		}
		try {
			return HttpClient.newHttpClient().send(builder.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
