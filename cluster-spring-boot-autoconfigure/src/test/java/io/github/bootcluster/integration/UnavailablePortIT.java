package io.github.bootcluster.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for ports that cannot be had.
 */
class UnavailablePortIT {

	@TempDir
	private Path directory;

	@Test
	void secondClusterOnPortFailsAndLeavesFirstAlone() throws Exception {
		ClusterLauncher first = newLauncher("first");
		try (ClusterProcess cluster = first.start().awaitListening(2)) {
			Map<Integer, Long> pids = cluster.listeningPids();
			try (ClusterProcess second = newLauncher("second").property("server.port", first.getPort()).start()) {
				assertFailsToStart(second, "Web server failed to start. Port %d was already in use.", first.getPort());
			}
			assertThat(cluster.listeningPids()).isEqualTo(pids);
			assertThat(cluster.get("/").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void addressOfOtherMachineIsReportedOnce() throws Exception {
		ClusterLauncher launcher = newLauncher("first").property("server.address", "192.0.2.1");
		try (ClusterProcess cluster = launcher.start()) {
			assertFailsToStart(cluster, "192.0.2.1");
		}
	}

	private void assertFailsToStart(ClusterProcess cluster, String description, Object... arguments) {
		assertThat(cluster.awaitExit()).isEqualTo(1);
		assertThat(cluster.output()).containsOnlyOnce("APPLICATION FAILED TO START")
			.containsOnlyOnce(description.formatted(arguments))
			.doesNotContain("worker-1", "\tat ", "user bean created");
	}

	private ClusterLauncher newLauncher(String name) throws Exception {
		return new ClusterLauncher(HelloApplication.class, Files.createDirectory(this.directory.resolve(name)));
	}

}
