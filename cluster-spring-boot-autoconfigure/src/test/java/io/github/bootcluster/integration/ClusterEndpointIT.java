package io.github.bootcluster.integration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a cluster that is steered by its endpoint.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterEndpointIT {

	private static final String ENDPOINT = "/actuator/cluster";

	private static final String RESTART = "{\"action\":\"restart\"}";

	private ClusterProcess cluster;

	@BeforeAll
	void start(@TempDir Path directory) {
		this.cluster = new ClusterLauncher(HelloApplication.class, directory)
			.property("management.endpoint.health.show-details", "always")
			.start();
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@BeforeEach
	void awaitTwoWorkers() {
		this.cluster.awaitListening(2);
		this.cluster.await("no worker is on its way out", () -> this.cluster.pids().size() == 3);
	}

	@Test
	void everyWorkerShowsTheSameCluster() {
		Set<Integer> asked = new HashSet<>();
		Set<String> answers = new HashSet<>();
		for (int i = 0; i < 40; i++) {
			asked.add(this.cluster.client().getJson("/actuator/info").at("/cluster/workerId").asInt());
			JsonNode status = this.cluster.status();
			answers.add(status.get("primary") + " " + this.cluster.listeningPids());
		}
		assertThat(asked).containsExactlyInAnyOrder(1, 2);
		assertThat(answers).hasSize(1);
	}

	@Test
	void workerHasFigures() {
		JsonNode worker = this.cluster.awaitWorker(1, "has reported figures", (candidate) -> candidate.has("requests"));
		assertThat(worker.at("/memory/rss").asLong()).isGreaterThan(10_000_000);
		assertThat(worker.at("/memory/heapMax").asLong()).isBetween(32L << 20, 64L << 20);
		assertThat(worker.at("/memory/heapUsed").asLong()).isBetween(1L << 20, 64L << 20);
		assertThat(worker.at("/cpu").asDouble()).isBetween(0.0, 1.0);
		assertThat(worker.get("startTime").asString()).isLessThan(worker.get("listeningTime").asString());
	}

	@Test
	void healthShowsTheCluster() {
		JsonNode health = this.cluster.client().getJson("/actuator/health");
		assertThat(health.at("/components/cluster/status").asString()).isEqualTo("UP");
		assertThat(health.at("/components/cluster/details/desired").asInt()).isEqualTo(2);
		assertThat(health.at("/components/cluster/details/listening").asInt()).isEqualTo(2);
	}

	@Test
	void infoShowsTheRole() {
		assertThat(this.cluster.client().getJson("/actuator/info").at("/cluster/role").asString()).isEqualTo("WORKER");
	}

	@Test
	void workerIsReplacedBeforeItStops(TestReporter reporter) {
		Map<Integer, Long> before = this.cluster.listeningPids();
		try (BackgroundRequests requests = BackgroundRequests.start(this.cluster.client(), "/")) {
			assertAccepted(this.cluster.client().post(ENDPOINT + "/1", RESTART));
			JsonNode worker = this.cluster.awaitReplacement(1, before.get(1));
			assertThat(worker.get("generation").asInt()).isEqualTo(this.cluster.status().get("generation").asInt());
			this.cluster.await("the old one is gone", () -> !this.cluster.pids().contains(before.get(1)));
			report(reporter, requests);
			assertListenedBeforeDrained(1, worker.get("pid").asLong(), before.get(1));
		}
		JsonNode worker = this.cluster.worker(1);
		assertThat(worker.at("/lastExit/pid").asLong()).isEqualTo(before.get(1));
		assertThat(worker.at("/lastExit/planned").asBoolean()).isTrue();
		assertThat(this.cluster.pidOfWorker(2)).isEqualTo(before.get(2));
	}

	@Test
	void rollingRestartReplacesEveryWorkerAndRefusesOtherCommands(TestReporter reporter) {
		Map<Integer, Long> before = this.cluster.listeningPids();
		int generation = this.cluster.status().get("generation").asInt();
		try (BackgroundRequests requests = BackgroundRequests.start(this.cluster.client(), "/")) {
			assertAccepted(this.cluster.client().post(ENDPOINT, RESTART));
			assertThat(this.cluster.status().at("/rollingRestart/state").asString()).isEqualTo("RUNNING");
			assertConflict(this.cluster.client().post(ENDPOINT, RESTART));
			assertConflict(this.cluster.client().post(ENDPOINT, "{\"workers\":3}"));
			assertConflict(this.cluster.client().post(ENDPOINT + "/1", RESTART));
			assertConflict(this.cluster.client().delete(ENDPOINT + "/1"));
			this.cluster.awaitStatus("rolling restart is completed",
					(status) -> status.at("/rollingRestart/state").asString("").equals("COMPLETED"));
			this.cluster.await("the old ones are gone",
					() -> this.cluster.pids().stream().noneMatch(before::containsValue));
			report(reporter, requests);
		}
		JsonNode status = this.cluster.status();
		assertThat(status.get("generation").asInt()).isEqualTo(generation + 1);
		assertThat(status.at("/rollingRestart/generation").asInt()).isEqualTo(generation + 1);
		assertThat(status.at("/rollingRestart/replaced").asInt()).isEqualTo(2);
		assertThat(status.at("/rollingRestart/remaining").asInt()).isZero();
		assertThat(status.get("instances"))
			.allMatch((instance) -> instance.get("generation").asInt() == generation + 1);
		this.cluster.listeningPids().forEach((id, pid) -> assertListenedBeforeDrained(id, pid, before.get(id)));
		assertThat(this.cluster.output()).containsSubsequence(
				"Commencing rolling restart of 2 workers to generation %d".formatted(generation + 1),
				"Rolling restart to generation %d complete".formatted(generation + 1));
	}

	private void report(TestReporter reporter, BackgroundRequests requests) {
		assertThat(requests.getFailures()).isEmpty();
		assertThat(requests.getSuccesses()).isPositive();
		reporter.publishEntry("answered", String.valueOf(requests.getSuccesses()));
		reporter.publishEntry("lost connections", requests.getLostConnections().toString());
	}

	private void assertListenedBeforeDrained(int id, long newPid, long oldPid) {
		assertThat(this.cluster.output()).containsSubsequence("Worker %d (PID %d) is listening".formatted(id, newPid),
				"Worker %d (PID %d) is draining".formatted(id, oldPid));
	}

	@Test
	void clusterGrowsAndShrinks() {
		Map<Integer, Long> before = this.cluster.listeningPids();
		assertAccepted(this.cluster.client().post(ENDPOINT, "{\"workers\":3}"));
		this.cluster.awaitListening(3);
		assertThat(this.cluster.listeningPids()).containsAllEntriesOf(before).containsKey(3);
		assertAccepted(this.cluster.client().post(ENDPOINT, "{\"workers\":1}"));
		this.cluster.awaitListening(1);
		assertThat(this.cluster.listeningPids()).containsExactly(Map.entry(1, before.get(1)));
		assertAccepted(this.cluster.client().post(ENDPOINT, "{\"workers\":2}"));
		this.cluster.awaitListening(2);
		assertThat(this.cluster.output()).doesNotContain("will be restarted");
	}

	@Test
	void workerIsStoppedAndTheLastOneIsNot() {
		assertAccepted(this.cluster.client().delete(ENDPOINT + "/1"));
		this.cluster.awaitListening(1);
		assertThat(this.cluster.listeningPids()).containsOnlyKeys(2);
		assertError(400, this.cluster.client().delete(ENDPOINT + "/2"), "only worker");
		assertAccepted(this.cluster.client().post(ENDPOINT, "{\"workers\":2}"));
		this.cluster.awaitListening(2);
		assertThat(this.cluster.listeningPids()).containsOnlyKeys(1, 2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", "0", "-1", "first" })
	void unknownWorkerIsNotFound(String id) {
		assertError(404, this.cluster.get(ENDPOINT + "/" + id), id);
		assertError(404, this.cluster.client().post(ENDPOINT + "/" + id, RESTART), id);
		assertError(404, this.cluster.client().delete(ENDPOINT + "/" + id), id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"workers\":0}", "{\"workers\":-1}", "{\"workers\":\"many\"}", "{\"workers\":100000}",
			"{\"action\":\"explode\"}", "{}" })
	void requestThatMakesNoSenseIsRefused(String json) {
		List<Long> before = this.cluster.pids();
		HttpResponse<String> response = this.cluster.client().post(ENDPOINT, json);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
		assertThat(ClusterClient.parse(response).get("error").asString()).containsAnyOf("workers", "action");
		assertThat(this.cluster.pids()).containsExactlyInAnyOrderElementsOf(before);
	}

	private void assertAccepted(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
	}

	private void assertConflict(HttpResponse<String> response) {
		assertError(409, response, "rolling restart");
	}

	private void assertError(int status, HttpResponse<String> response, String part) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(ClusterClient.parse(response).get("error").asString()).contains(part);
	}

}
