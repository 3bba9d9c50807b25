package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.List;

import io.github.bootcluster.integration.app.crashonstart.CrashOnStartApplication;
import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.integration.app.slowstart.SlowStartApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for clusters that do not come up.
 */
class FailedStartIT {

	private static final String REPORT = "APPLICATION FAILED TO START";

	@TempDir
	private Path directory;

	@Test
	void brokenBeanIsReportedOnceByThePrimary() {
		List<String> report = failToStart(new ClusterLauncher(CrashOnStartApplication.class, this.directory));
		assertThat(report).anyMatch((line) -> line.matches(
				"No worker came up after 3 failed starts. Worker [12] \\(PID \\d+\\) exited with code 1 before it listened.*"))
			.anyMatch((line) -> line.contains("The database is not there"))
			.anyMatch((line) -> line.contains("cluster.enabled=false"));
	}

	@Test
	void brokenPropertyIsReportedOnceByThePrimary() {
		List<String> report = failToStart(
				new ClusterLauncher(CrashOnStartApplication.class, this.directory).property("crash.pool-size", "many"));
		assertThat(report).anyMatch((line) -> line.contains("exited with code 1"))
			.anyMatch((line) -> line.contains("For input string: \"many\""));
	}

	@Test
	void applicationThatNeverBecomesReadyFailsToStart() {
		List<String> report = failToStart(new ClusterLauncher(SlowStartApplication.class, this.directory)
			.property("cluster.startup.timeout", "3s"));
		assertThat(report).anyMatch(
				(line) -> line.contains("exited with code 137 (SIGKILL) because it did not listen within 3 seconds"));
	}

	@Test
	void invalidNumberOfWorkersFailsToStart() {
		List<String> report = failToStart(
				new ClusterLauncher(HelloApplication.class, this.directory).property("cluster.workers", "several"));
		assertThat(report).anyMatch((line) -> line.contains("cluster.workers") && line.contains("several"))
			.anyMatch((line) -> line.startsWith("Set 'cluster.workers' to "));
	}

	/**
	 * Wait for the end of a cluster.
	 * @param launcher launches it
	 * @return the report of the primary, which is the end of its output
	 */
	private List<String> failToStart(ClusterLauncher launcher) {
		try (ClusterProcess cluster = launcher.start()) {
			assertThat(cluster.awaitExit()).as(cluster::output).isEqualTo(1);
			cluster.awaitNothingLeft();
			List<String> lines = cluster.outputLines();
			assertThat(lines).filteredOn(REPORT::equals).hasSize(1);
			return lines.subList(lines.indexOf(REPORT), lines.size());
		}
	}

}
