package io.github.bootcluster.sample;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleApplication}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class SampleApplicationTests {

	private static final long PID = ProcessHandle.current().pid();

	@Autowired
	private RestTestClient client;

	@Test
	void testProcessIsStandalone(@Autowired Cluster cluster, @Autowired Environment environment) {
		assertThat(environment.getProperty("cluster.workers")).isEqualTo("auto");
		assertThat(cluster.getRole()).isEqualTo(ClusterRole.STANDALONE);
		assertThat(ProcessHandle.current().children()).isEmpty();
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("cluster-"));
	}

	@Test
	void helloTellsProcess() {
		get("/").expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.expectBody(String.class)
			.isEqualTo("Hello from Worker " + PID);
	}

	@Test
	void heavyLoadCompletes() {
		get("/heavyLoad").expectStatus()
			.isOk()
			.expectHeader()
			.valueMatches(HeavyLoadController.RESULT_HEADER, "[0-9a-f]{1,16}")
			.expectBody(String.class)
			.isEqualTo("Heavy load complete!");
	}

	@Test
	void reportHasDefaultSize() {
		get("/generate-report").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.workerId")
			.doesNotExist()
			.jsonPath("$.pid")
			.isEqualTo(PID)
			.jsonPath("$.size")
			.isEqualTo(100000)
			.jsonPath("$.summary.total")
			.isNumber()
			.jsonPath("$.durationMillis")
			.isNumber();
	}

	@Test
	void reportHasRequestedSize() {
		get("/generate-report?size=1").expectStatus().isOk().expectBody().jsonPath("$.size").isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 10_000_001 })
	void reportWithSizeOutOfBoundsIsBadRequest(int size) {
		expectProblem(get("/generate-report?size=" + size), "'size' must be from 1 to 10000000, but was " + size);
	}

	@Test
	void reportWithSizeThatIsNoNumberIsBadRequest() {
		expectProblem(get("/generate-report?size=many"), "Failed to convert 'size' with value: 'many'");
	}

	@Test
	void slowSleeps() {
		get("/slow?seconds=1").expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("Slept for 1 seconds in Worker " + PID);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 61 })
	void slowWithSecondsOutOfBoundsIsBadRequest(int seconds) {
		expectProblem(get("/slow?seconds=" + seconds), "'seconds' must be from 1 to 60, but was " + seconds);
	}

	@Test
	void actuatorTellsRole() {
		get("/actuator/info").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.cluster.role")
			.isEqualTo("STANDALONE")
			.jsonPath("$.process.pid")
			.isEqualTo(PID);
	}

	@Test
	void actuatorHasNoClusterWhereThereIsNone() {
		get("/actuator/cluster").expectStatus().isNotFound();
		get("/actuator/health").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.ping")
			.exists()
			.jsonPath("$.components.cluster")
			.doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/crash", "/exit", "/leak", "/hang" })
	void waysToLoseWorkerDoNotExist(String uri) {
		get(uri).expectStatus().isNotFound();
	}

	private ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private void expectProblem(ResponseSpec response, String detail) {
		response.expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(400)
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

}
