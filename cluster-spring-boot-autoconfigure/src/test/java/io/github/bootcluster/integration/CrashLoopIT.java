package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.fragile.FragileApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a worker that crashes over and over.
 */
class CrashLoopIT {

	@TempDir
	private Path directory;

	@Test
	void workerThatCrashesTooOftenIsShownAsFailedAndTriedAgainWhileTheOtherServes() {
		ClusterLauncher launcher = new ClusterLauncher(FragileApplication.class, this.directory)
			.property("cluster.restart.max-restarts", 2)
			.property("cluster.restart.period", "10m")
			.property("cluster.restart.backoff.max-delay", "5s");
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			long healthy = cluster.pidOfWorker(1);
			long last = 0;
			for (int i = 0; i < 3; i++) {
				last = cluster.awaitReplacement(2, last).get("pid").asLong();
				TestSignals.send("KILL", last);
			}
			JsonNode worker = cluster.awaitWorker(2, "failed",
					(candidate) -> candidate.path("state").asString("").equals("FAILED"));
			assertThat(worker.at("/lastExit/exitCode").asInt()).isEqualTo(137);
			assertThat(worker.path("pid").isNumber()).isFalse();
			assertThat(cluster.status().at("/workers/listening").asInt()).isOne();
			assertThat(cluster.get("/").body()).isEqualTo(String.valueOf(healthy));
			cluster.awaitReplacement(2, last);
			assertThat(cluster.pidOfWorker(1)).isEqualTo(healthy);
		}
	}

}
