package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for workers that hang.
 */
class HungWorkerIT {

	@TempDir
	private Path directory;

	@Test
	void workerThatStandsStillIsKilledAndReplaced() {
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory)
			.property("cluster.heartbeat.interval", "200ms")
			.property("cluster.heartbeat.timeout", "2s");
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			long pid = cluster.pidOfWorker(2);
			TestSignals.send("STOP", pid);
			// until it is dead, connections that it would have to accept wait for nothing
			cluster.await("the worker is dead", () -> !cluster.pids().contains(pid));
			JsonNode worker = cluster.awaitReplacement(2, pid);
			assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(137);
			assertThat(worker.at("/lastExit/planned").asBoolean()).isFalse();
			assertThat(worker.at("/lastExit/reason").asString()).isEqualTo("it sent no heartbeat for 2 seconds");
			assertThat(worker.get("restarts").asInt()).isOne();
			assertThat(cluster.output())
				.contains("Worker 2 (PID %d) is being killed because it sent no heartbeat".formatted(pid));
		}
	}

}
