package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.integration.app.primary.PrimaryConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for workers that serve one port, and for what a primary is not.
 */
@ParameterizedClass(name = "on JDK {0}")
@ValueSource(ints = { 17, 25 })
class OnePortIT {

	@Parameter
	int feature;

	private static ClusterProcess cluster;

	@BeforeParameterizedClassInvocation
	static void start(int feature, @TempDir Path directory) {
		cluster = new ClusterLauncher(HelloApplication.class, directory).javaHome(Jdks.get(feature))
			.property("cluster.primary.sources", PrimaryConfiguration.class.getName())
			.start()
			.awaitListening(2);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		if (cluster != null) {
			cluster.close();
			cluster = null;
		}
	}

	@Test
	void newConnectionsAreAnsweredByEveryWorker() {
		Map<String, Integer> answers = new HashMap<>();
		for (int i = 0; i < 200; i++) {
			answers.merge(cluster.get("/").body(), 1, Integer::sum);
		}
		Set<String> workers = new HashSet<>();
		cluster.listeningPids().forEach((id, pid) -> workers.add(id + " " + pid));
		assertThat(answers).containsOnlyKeys(workers);
		assertThat(answers.values()).allMatch((count) -> count > 50);
	}

	@Test
	void endpointListsEveryWorkerAsListening() {
		JsonNode status = cluster.status();
		assertThat(status.at("/primary/pid").asLong()).isEqualTo(cluster.pid());
		assertThat(status.get("generation").asInt()).isOne();
		assertThat(status.get("instances")).hasSize(2).allSatisfy((instance) -> {
			assertThat(instance.get("state").asString()).isEqualTo("LISTENING");
			assertThat(instance.get("port").asInt()).isEqualTo(cluster.client().getPort());
			assertThat(instance.get("restarts").asInt()).isZero();
			assertThat(instance.path("lastExit").isObject()).isFalse();
		});
	}

	@Test
	void everyProcessIsOfTheClusterThatTheEndpointShows() {
		Set<Long> shown = new HashSet<>(cluster.listeningPids().values());
		shown.add(cluster.pid());
		assertThat(cluster.pids()).containsExactlyInAnyOrderElementsOf(shown);
	}

	@Test
	void primaryHasNoWebServer() {
		assertThat(ListeningSockets.countOf(cluster.pid())).isZero();
		assertThat(ListeningSockets.countOf(cluster.pidOfWorker(1))).isOne();
	}

	@Test
	void primaryCreatesNoBeanOfTheUser() {
		assertThatWorkersOnlyWrote("user bean created in ");
	}

	@Test
	void primaryDoesNotReturnFromRun() {
		cluster.awaitListening(2);
		cluster.await("both workers returned", () -> countLines("run returned in ") >= 2);
		assertThatWorkersOnlyWrote("run returned in ");
	}

	@Test
	void primarySourcesAreBeansOfThePrimaryOnly() {
		assertThat(cluster.outputLines()).filteredOn((line) -> line.startsWith("primary bean created in "))
			.containsExactly("primary bean created in %d as PRIMARY".formatted(cluster.pid()));
	}

	@Test
	void roleCanBeInjected() {
		assertThat(cluster.get("/role").body()).isEqualTo("WORKER");
	}

	private void assertThatWorkersOnlyWrote(String marker) {
		assertThat(cluster.writtenLines()).filteredOn((line) -> line.startsWith(marker))
			.containsExactlyInAnyOrderElementsOf(
					cluster.listeningPids().values().stream().map((pid) -> marker + pid).toList());
	}

	private long countLines(String marker) {
		return cluster.writtenLines().stream().filter((line) -> line.startsWith(marker)).count();
	}

}
