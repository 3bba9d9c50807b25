package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.List;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for applications that run in one process although the number of
 * workers is set.
 */
class StandaloneIT {

	private static final String STANDALONE = "Running standalone although 'cluster.workers' is set: ";

	@TempDir
	private Path directory;

	@Test
	void applicationIsStandaloneWhenClusterIsDisabled() {
		try (ClusterProcess application = newLauncher().property("cluster.enabled", false).start()) {
			assertServesAlone(application);
			assertThat(application.output()).doesNotContain(STANDALONE);
		}
	}

	@Test
	void applicationIsStandaloneWherePortsAreNotBalanced() {
		try (ClusterProcess application = newLauncher().jvmArguments("-Dos.name=FreeBSD").start()) {
			assertServesAlone(application);
			assertThat(application.output()).containsOnlyOnce(
					STANDALONE + "FreeBSD does not balance connections between processes that share a port");
		}
	}

	private void assertServesAlone(ClusterProcess application) {
		application.awaitOutput("run returned in " + application.pid());
		assertThat(application.get("/role").body()).isEqualTo("STANDALONE");
		assertThat(application.get("/").body()).isEqualTo("null " + application.pid());
		assertThat(application.get("/actuator/cluster").statusCode()).isEqualTo(404);
		assertThat(application.pids()).isEqualTo(List.of(application.pid()));
		assertThat(application.listChannelDirectory()).isEmpty();
	}

	@Test
	void trainingRunForksNoWorker() {
		try (ClusterProcess application = newLauncher().jvmArguments("-Dspring.context.exit=onRefresh").start()) {
			assertThat(application.awaitExit()).isZero();
			assertThat(application.output())
				.containsOnlyOnce(STANDALONE + "spring.context.exit=onRefresh makes this a training run")
				.contains("user bean created in " + application.pid())
				.doesNotContain("worker-1");
		}
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(HelloApplication.class, this.directory);
	}

}
