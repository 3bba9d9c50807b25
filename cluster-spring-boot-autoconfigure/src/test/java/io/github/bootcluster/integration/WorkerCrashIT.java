package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.bootcluster.integration.app.fragile.FragileApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Integration tests for workers that end without being asked to.
 */
@ParameterizedClass(name = "on JDK {0}")
@ValueSource(ints = { 17, 25 })
class WorkerCrashIT {

	@Parameter
	int feature;

	private static ClusterProcess cluster;

	@BeforeParameterizedClassInvocation
	static void start(int feature, @TempDir Path directory) {
		cluster = new ClusterLauncher(FragileApplication.class, directory).javaHome(Jdks.get(feature))
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
	void workerThatIsKilledIsReplaced() {
		JsonNode victim = crash(() -> TestSignals.send("KILL", cluster.pidOfWorker(1)));
		JsonNode worker = awaitReplacement(victim);
		assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(137);
		assertThat(worker.at("/lastExit/signal").asString()).isEqualTo("SIGKILL");
		cluster.awaitOutput("Worker 1 (PID %d) exited with code 137 (SIGKILL)".formatted(victim.get("pid").asLong()));
	}

	@Test
	void workerThatIsTerminatedByAnybodyElseIsReplaced() {
		JsonNode worker = awaitReplacement(crash(() -> TestSignals.send("TERM", cluster.pidOfWorker(2))));
		assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(143);
		assertThat(worker.at("/lastExit/signal").asString()).isEqualTo("SIGTERM");
	}

	@Test
	void workerThatExitsIsReplaced() {
		JsonNode worker = awaitReplacement(crash(() -> cluster.get("/exit/42")));
		assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(42);
		assertThat(worker.at("/lastExit/signal").isString()).isFalse();
	}

	@Test
	void workerThatExitsWithSuccessIsReplaced() {
		JsonNode worker = awaitReplacement(crash(() -> cluster.get("/exit/0")));
		assertThat(worker.at("/lastExit/exitCode").asInt()).isZero();
	}

	@Test
	void workerThatRunsOutOfMemoryIsReplaced() {
		JsonNode worker = awaitReplacement(
				crash(() -> assertThatIOException().isThrownBy(() -> cluster.client().tryGet("/out-of-memory"))));
		// ExitOnOutOfMemoryError, in src/hotspot/share/utilities/debug.cpp
		assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(3);
	}

	/**
	 * Bring one worker down.
	 * @param cause what brings it down
	 * @return the worker as it was before
	 */
	private JsonNode crash(Runnable cause) {
		JsonNode before = cluster.awaitListening(2).status();
		cause.run();
		List<JsonNode> victims = new ArrayList<>();
		cluster.await("the primary has noticed", () -> {
			before.get("instances").forEach((instance) -> {
				if (hasExited(instance)) {
					victims.add(instance);
				}
			});
			return !victims.isEmpty();
		});
		assertThat(victims).hasSize(1);
		assertThatServiceGoesOn();
		return victims.get(0);
	}

	private boolean hasExited(JsonNode worker) {
		return cluster.output()
			.contains("Worker %d (PID %d) exited with code ".formatted(worker.get("id").asInt(),
					worker.get("pid").asLong()));
	}

	private void assertThatServiceGoesOn() {
		for (int i = 0; i < 20; i++) {
			assertThat(cluster.get("/").statusCode()).isEqualTo(200);
		}
	}

	private JsonNode awaitReplacement(JsonNode victim) {
		long pid = victim.get("pid").asLong();
		JsonNode worker = cluster.awaitReplacement(victim.get("id").asInt(), pid);
		assertThat(worker.get("restarts").asInt()).isEqualTo(victim.get("restarts").asInt() + 1);
		assertThat(worker.at("/lastExit/pid").asLong()).isEqualTo(pid);
		assertThat(worker.at("/lastExit/planned").asBoolean()).isFalse();
		return worker;
	}

}
