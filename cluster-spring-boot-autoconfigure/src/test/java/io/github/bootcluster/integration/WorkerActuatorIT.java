package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import io.github.bootcluster.integration.app.marked.MarkedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the Actuator of one worker, reached through whichever worker the
 * kernel picks.
 */
class WorkerActuatorIT {

	private static final String ENDPOINT = "/actuator/cluster/";

	private static final String LOGGER = "/loggers/com.example";

	/**
	 * So many connections all go to one of two workers once in a million times.
	 */
	private static final int TIMES = 20;

	@TempDir
	private Path directory;

	@Test
	void endpointsOfWorkerAreReachedThroughAnyWorker() {
		assertEndpointsAreReached(newLauncher());
	}

	@Test
	void endpointsOfWorkerAreReachedThroughAnyWorkerOnJava25() {
		assertEndpointsAreReached(newLauncher().javaHome(Jdks.get(25)));
	}

	private void assertEndpointsAreReached(ClusterLauncher launcher) {
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			Map<Integer, Long> pids = cluster.listeningPids();
			pids.forEach((id, pid) -> assertAnswersAreOfWorker(cluster, id, pid));
			assertHeapDumpIsWhole(cluster);
			assertNothingElseIsReached(cluster);
			assertLevelIsChangedInAllWorkers(cluster);
			assertHungWorkerIsUnavailable(cluster, pids.get(2));
		}
	}

	private void assertAnswersAreOfWorker(ClusterProcess cluster, int id, long pid) {
		for (int i = 0; i < TIMES; i++) {
			assertThat(cluster.client().getJson(ENDPOINT + id + "/info").at("/process/pid").asLong()).isEqualTo(pid);
		}
		assertThat(getMarks(cluster.client().getJson(ENDPOINT + id + "/threaddump"))).containsExactly("mark-" + pid);
		HttpResponse<String> text = cluster.client().get(ENDPOINT + id + "/threaddump", "text/plain");
		assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
		assertThat(text.body()).contains("\"mark-" + pid + "\"").startsWith("20");
	}

	private List<String> getMarks(JsonNode dump) {
		return StreamSupport.stream(dump.get("threads").spliterator(), false)
			.map((thread) -> thread.get("threadName").asString())
			.filter((name) -> name.startsWith("mark-"))
			.toList();
	}

	private void assertHeapDumpIsWhole(ClusterProcess cluster) {
		for (int i = 0; i < 3; i++) {
			HttpResponse<byte[]> response = cluster.client().download(ENDPOINT + "2/heapdump");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
			assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(response.body().length);
			assertThat(new String(response.body(), 0, 12, StandardCharsets.US_ASCII)).isEqualTo("JAVA PROFILE");
			assertThat(response.body()).hasSizeGreaterThan(1 << 20);
		}
	}

	private void assertNothingElseIsReached(ClusterProcess cluster) {
		for (String path : List.of("1/beans", "2/beans", "all/beans", "1/shutdown", "1/nothing")) {
			HttpResponse<String> response = cluster.get(ENDPOINT + path);
			assertThat(response.statusCode()).as(path).isEqualTo(404);
			assertThat(response.body()).contains("There is no endpoint");
		}
		assertThat(cluster.get(ENDPOINT + "7/info").body()).isEqualTo("{\"error\":\"There is no worker 7\"}");
		assertThat(cluster.client().post(ENDPOINT + "all/shutdown", "{}").statusCode()).isEqualTo(404);
		assertThat(cluster.client().delete(ENDPOINT + "2/env").statusCode()).isEqualTo(405);
	}

	private void assertLevelIsChangedInAllWorkers(ClusterProcess cluster) {
		HttpResponse<String> response = cluster.client()
			.post(ENDPOINT + "all" + LOGGER, "{\"configuredLevel\":\"DEBUG\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"workers\":{\"1\":{\"status\":204},\"2\":{\"status\":204}}}");
		assertThat(getLevels(cluster)).containsExactly("DEBUG", "DEBUG");
		assertThat(cluster.client().post(ENDPOINT + "2" + LOGGER, "{\"configuredLevel\":null}").statusCode())
			.isEqualTo(204);
		assertThat(getLevels(cluster)).containsExactly("DEBUG", null);
	}

	private List<String> getLevels(ClusterProcess cluster) {
		return IntStream.rangeClosed(1, 2)
			.mapToObj((id) -> cluster.client().getJson(ENDPOINT + id + LOGGER).path("configuredLevel").asString(null))
			.toList();
	}

	private void assertHungWorkerIsUnavailable(ClusterProcess cluster, long pid) {
		TestSignals.send("STOP", pid);
		try {
			// connections to the worker itself hang until nobody is sent there
			cluster.await("the worker is unavailable", () -> isUnavailable(cluster));
		}
		finally {
			TestSignals.send("CONT", pid);
		}
		cluster.await("the worker answers again", () -> cluster.client().findJson(ENDPOINT + "2/info").isPresent());
	}

	private boolean isUnavailable(ClusterProcess cluster) {
		Optional<HttpResponse<String>> response = cluster.client().findGet(ENDPOINT + "2/info", Duration.ofSeconds(8));
		response.ifPresent((answer) -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503));
		return response.isPresent();
	}

	@ParameterizedTest
	@EnumSource
	void endpointsOfWorkerAreReachedOnManagementPort(Server server) throws IOException {
		int port = FreePorts.findConsecutive(1);
		ClusterLauncher launcher = newLauncher().withoutJars(server.getOthers())
			.property("management.server.port", port)
			.property("management.endpoint.cluster.access", "read-only");
		try (ClusterProcess cluster = launcher.start()) {
			ClusterProcess management = cluster.on(port).awaitListening(2);
			management.listeningPids().forEach((id, pid) -> assertAnswersAreOfWorker(management, id, pid));
			assertHeapDumpIsWhole(management);
			assertThat(management.client().post(ENDPOINT + "2" + LOGGER, "{}").statusCode()).isEqualTo(405);
			assertThat(cluster.get(ENDPOINT + "2/info").statusCode()).isEqualTo(404);
		}
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(MarkedApplication.class, this.directory)
			.property("management.endpoints.web.exposure.exclude", "beans")
			.property("management.endpoint.heapdump.access", "unrestricted")
			.property("management.info.process.enabled", true);
	}

}
