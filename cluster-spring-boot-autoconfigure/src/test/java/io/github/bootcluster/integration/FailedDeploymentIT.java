package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.bootcluster.integration.app.deployed.DeployedApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a rolling restart to a version that does not come up.
 */
class FailedDeploymentIT {

	private static final String RESTART = "{\"action\":\"restart\"}";

	@TempDir
	private Path directory;

	@Test
	void oldWorkersGoOnWhenTheNewVersionDoesNotComeUp() throws IOException {
		Path broken = this.directory.resolve("broken");
		ClusterLauncher launcher = new ClusterLauncher(DeployedApplication.class, this.directory)
			.property("deployed.broken", broken);
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			Map<Integer, Long> before = cluster.listeningPids();
			Files.createFile(broken);
			cluster.client().post("/actuator/cluster", RESTART);
			JsonNode status = awaitEnd(cluster, "FAILED");
			assertThat(status.at("/rollingRestart/reason").asString()).contains("exited with code 1",
					"This version is broken");
			assertThat(status.at("/rollingRestart/replaced").asInt()).isZero();
			assertThat(status.get("generation").asInt()).isOne();
			assertThat(cluster.awaitListening(2).listeningPids()).isEqualTo(before);
			assertThat(cluster.pids()).hasSize(3);
			cluster.awaitOutput("Rolling restart to generation 2 failed, the previous generation serves on");
			Files.delete(broken);
			cluster.client().post("/actuator/cluster", RESTART);
			awaitEnd(cluster, "COMPLETED");
			assertThat(cluster.awaitListening(2).listeningPids().values()).doesNotContainAnyElementsOf(before.values());
		}
	}

	private JsonNode awaitEnd(ClusterProcess cluster, String state) {
		return cluster.awaitStatus("rolling restart: " + state,
				(status) -> status.at("/rollingRestart/state").asString("").equals(state));
	}

}
