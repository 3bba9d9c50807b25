package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.List;

import io.github.bootcluster.integration.app.crashonstart.CrashOnStartApplication;
import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.integration.app.slowstart.SlowStartApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for clusters that do not come up.
 */
class FailedStartIT {

	private static final String REPORT = "APPLICATION FAILED TO START";

	private static final String WORKER_ADVICE = "Fix the failure of the worker. To see it alone, start the application with "
			+ "cluster.enabled=false.";

	@TempDir
	private Path directory;

	@Test
	void brokenBeanIsReportedOnceByThePrimary() {
		List<String> report = failToStart(new ClusterLauncher(CrashOnStartApplication.class, this.directory),
				WORKER_ADVICE);
		assertThat(report)
			.anyMatch((line) -> line
				.matches("No worker came up after 3 failed starts. Worker [12] \\(PID \\d+\\) exited with code 1 .*"))
			.anyMatch((line) -> line.contains("The database is not there"));
	}

	@Test
	void brokenPropertyIsReportedOnceByThePrimary() {
		List<String> report = failToStart(
				new ClusterLauncher(CrashOnStartApplication.class, this.directory).property("crash.pool-size", "many"),
				WORKER_ADVICE);
		assertThat(report).anyMatch((line) -> line.contains("exited with code 1"))
			.anyMatch((line) -> line.contains("For input string: \"many\""));
	}

	@Test
	void applicationThatNeverBecomesReadyIsReportedWithWhatItWroteLast() {
		List<String> report = failToStart(new ClusterLauncher(SlowStartApplication.class, this.directory)
			.property("cluster.startup.timeout", "8s"), WORKER_ADVICE);
		assertThat(report).anyMatch((line) -> line.contains("137 (SIGKILL) because it did not listen within 8 seconds"))
			.anyMatch((line) -> line.contains("Starting SlowStartApplication"));
	}

	@Test
	void invalidNumberOfWorkersFailsToStart() {
		List<String> report = failToStart(
				new ClusterLauncher(HelloApplication.class, this.directory).property("cluster.workers", "several"),
				"Set 'cluster.workers' to ");
		assertThat(report).anyMatch((line) -> line.contains("cluster.workers") && line.contains("several"));
	}

	/**
	 * Wait for the end of a cluster.
	 * @param launcher launches it
	 * @param advice how the last line begins
	 * @return the report of the primary, which is the end of its output
	 */
	private List<String> failToStart(ClusterLauncher launcher, String advice) {
		try (ClusterProcess cluster = launcher.start()) {
			assertThat(cluster.awaitExit()).as(cluster::output).isEqualTo(1);
			cluster.awaitNothingLeft();
			List<String> lines = cluster.outputLines();
			assertThat(lines).filteredOn(REPORT::equals).hasSize(1);
			assertThat(lines).filteredOn(StringUtils::hasText).last().asString().startsWith(advice);
			return lines.subList(lines.indexOf(REPORT), lines.size());
		}
	}

}
