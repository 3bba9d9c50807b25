package io.github.bootcluster.primary;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterStartFailureAnalyzer}.
 */
class ClusterStartFailureAnalyzerTests {

	private static final String FAILURE = "Worker 2 (PID 4721) exited with code 1 before it listened.";

	private final ClusterStartFailureAnalyzer analyzer = new ClusterStartFailureAnalyzer();

	@Test
	void analysisWhenWorkerWroteOutputShowsItsLastLines() {
		FailureAnalysis analysis = analyze(
				new ClusterStartException(3, FAILURE, List.of("Caused by: a missing bean", "\tat Main.main")));
		assertThat(analysis.getDescription()).isEqualTo("""
				No worker came up after 3 failed starts. Worker 2 (PID 4721) exited with code 1 before it listened. \
				Its last lines were:

				    Caused by: a missing bean
				    \tat Main.main""");
	}

	@Test
	void analysisWhenWorkerWroteNothingSaysSo() {
		FailureAnalysis analysis = analyze(new ClusterStartException(3, FAILURE, List.of()));
		assertThat(analysis.getDescription()).isEqualTo("No worker came up after 3 failed starts. "
				+ "Worker 2 (PID 4721) exited with code 1 before it listened. It wrote nothing.");
	}

	@Test
	void analysisNamesTheWayOut() {
		FailureAnalysis analysis = analyze(new ClusterStartException(3, FAILURE, List.of()));
		assertThat(analysis.getAction()).isEqualTo("Fix the failure of the worker. "
				+ "To see it alone, start the application with cluster.enabled=false.");
	}

	@Test
	void analysisWhenFailureIsWrappedFindsIt() {
		ClusterStartException failure = new ClusterStartException(3, FAILURE, List.of());
		FailureAnalysis analysis = this.analyzer.analyze(new IllegalStateException("wrapper", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getCause()).isSameAs(failure);
	}

	@Test
	void analysisWhenFailureIsAnotherIsNone() {
		assertThat(this.analyzer.analyze(new IllegalStateException("another"))).isNull();
	}

	private FailureAnalysis analyze(ClusterStartException failure) {
		FailureAnalysis analysis = this.analyzer.analyze(failure);
		assertThat(analysis).isNotNull();
		return analysis;
	}

}
