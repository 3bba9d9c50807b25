package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for workers that serve one port.
 */
class OnePortIT {

	@TempDir
	private Path directory;

	@Test
	void clusterAnswers() {
		try (ClusterProcess cluster = new ClusterLauncher(HelloApplication.class, this.directory).start()) {
			cluster.awaitListening(2);
			assertThat(cluster.get("/role").body()).isEqualTo("WORKER");
		}
	}

}
