package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.integration.app.slow.SlowApplication;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for workers whose primary dies.
 */
class PrimaryDeathIT {

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "on JDK {0}")
	@ValueSource(ints = { 17, 25 })
	void nothingIsLeftOfPrimaryThatIsKilled(int feature) {
		ClusterLauncher launcher = new ClusterLauncher(SlowApplication.class, this.directory)
			.javaHome(Jdks.get(feature));
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			CompletableFuture<Integer> status = cluster.client()
				.getAsync("/slow/1000")
				.thenApply((response) -> response.statusCode());
			cluster.awaitOutput("request begun in ");
			cluster.signal("KILL");
			assertThat(cluster.awaitExit()).isEqualTo(137);
			assertThat(status.join()).isEqualTo(200);
			cluster.awaitNothingLeft();
		}
	}

}
