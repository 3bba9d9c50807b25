package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.integration.app.slow.SlowApplication;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for what clients see of planned changes of the workers: nothing.
 */
class RollingRestartLoadIT {

	private static final String ENDPOINT = "/actuator/cluster";

	private static final String RESTART = "{\"action\":\"restart\"}";

	private static final int CONNECTIONS = 8;

	private static final Pattern BEGUN = Pattern.compile("request begun in (\\d+)");

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "{0} on JDK {1}")
	@CsvSource({ "TOMCAT,17", "JETTY,17", "NETTY,25" })
	void plannedChangesFailNoRequest(Server server, int feature, TestReporter reporter) {
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory)
			.javaHome(Jdks.get(feature))
			.withoutJars(server.getOthers());
		try (ClusterProcess cluster = launcher.start()) {
			cluster.awaitListening(2);
			changeUnderLoad(cluster, launcher.getPort(), reporter);
		}
	}

	private void changeUnderLoad(ClusterProcess cluster, int port, TestReporter reporter) {
		try (LoadClient keepAlive = LoadClient.keepAlive(port, CONNECTIONS);
				LoadClient closing = LoadClient.closing(port, CONNECTIONS)) {
			restart(cluster, 2);
			List.of(3, 1).forEach((workers) -> scale(cluster, workers));
			assertNoFailure(cluster, reporter, keepAlive.stop(), closing.stop());
		}
	}

	private void restart(ClusterProcess cluster, int generation) {
		Map<Integer, Long> before = cluster.listeningPids();
		assertAccepted(cluster.client().post(ENDPOINT, RESTART));
		awaitCompleted(cluster, generation);
		assertThat(cluster.listeningPids().values()).hasSize(2).doesNotContainAnyElementsOf(before.values());
		awaitProcesses(cluster, 2);
	}

	private void awaitCompleted(ClusterProcess cluster, int generation) {
		JsonNode status = cluster.awaitStatus("rolling restart to generation %d has ended".formatted(generation),
				(candidate) -> candidate.at("/rollingRestart/generation").asInt(0) == generation
						&& !candidate.at("/rollingRestart/state").asString().equals("RUNNING"));
		assertThat(status.at("/rollingRestart/state").asString()).as(status::toString).isEqualTo("COMPLETED");
		assertThat(status.get("generation").asInt()).isEqualTo(generation);
	}

	private void scale(ClusterProcess cluster, int workers) {
		assertAccepted(cluster.client().post(ENDPOINT, "{\"workers\":%d}".formatted(workers)));
		cluster.awaitListening(workers);
		awaitProcesses(cluster, workers);
	}

	private void awaitProcesses(ClusterProcess cluster, int workers) {
		cluster.await("no worker is on its way out", () -> cluster.pids().size() == workers + 1);
	}

	private void assertAccepted(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
	}

	private void assertNoFailure(ClusterProcess cluster, TestReporter reporter, LoadResult keepAlive,
			LoadResult closing) {
		reporter.publishEntry(Map.of("keep-alive", keepAlive.toString(), "close", closing.toString()));
		SoftAssertions.assertSoftly((softly) -> Stream.of(keepAlive, closing).forEach((result) -> {
			softly.assertThat(result.getFailures()).as("%s%nwhile%n%s", result, describeChanges(cluster)).isEmpty();
			softly.assertThat(result.count(LoadOutcome.SUCCESS)).isGreaterThan(1000);
		}));
	}

	private String describeChanges(ClusterProcess cluster) {
		return cluster.outputLines()
			.stream()
			.filter((line) -> line.contains("WorkerTransitions"))
			.collect(Collectors.joining("\n"));
	}

	@Test
	void requestThatBeganBeforeRollingRestartIsAnsweredByTheOldWorker() throws IOException {
		Path release = this.directory.resolve("release");
		ClusterLauncher launcher = new ClusterLauncher(SlowApplication.class, this.directory).property("slow.release",
				release);
		try (ClusterProcess cluster = launcher.start()) {
			cluster.awaitListening(2);
			CompletableFuture<HttpResponse<String>> response = cluster.client().getAsync("/held");
			long old = awaitBegun(cluster);
			int id = idOf(cluster, old);
			assertAccepted(cluster.client().post(ENDPOINT, RESTART));
			long replacement = cluster.awaitReplacement(id, old).get("pid").asLong();
			cluster.awaitOutput("Worker %d (PID %d) is draining".formatted(id, old));
			cluster.await("the replacement serves", () -> Long.parseLong(cluster.get("/").body()) == replacement);
			assertThat(response).isNotDone();
			Files.createFile(release);
			assertThat(response.join().statusCode()).isEqualTo(200);
			assertThat(response.join().body()).isEqualTo(String.valueOf(old));
			awaitCompleted(cluster, 2);
		}
	}

	private long awaitBegun(ClusterProcess cluster) {
		cluster.awaitOutput("request begun in ");
		Matcher matcher = BEGUN.matcher(cluster.output());
		assertThat(matcher.find()).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	private int idOf(ClusterProcess cluster, long pid) {
		return cluster.listeningPids()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == pid)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElseThrow();
	}

}
