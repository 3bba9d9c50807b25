package io.github.bootcluster.primary;

import java.util.List;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link ClusterStartException} with what the last worker had to say.
 */
class ClusterStartFailureAnalyzer extends AbstractFailureAnalyzer<ClusterStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ClusterStartException cause) {
		return new FailureAnalysis(describe(cause),
				"Fix the failure of the worker. To see it alone, start the application with cluster.enabled=false.",
				cause);
	}

	private String describe(ClusterStartException cause) {
		List<String> lines = cause.getLastLines();
		String output = lines.isEmpty() ? " It wrote nothing."
				: " Its last lines were:\n\n    " + String.join("\n    ", lines);
		return cause.getMessage() + output;
	}

}
