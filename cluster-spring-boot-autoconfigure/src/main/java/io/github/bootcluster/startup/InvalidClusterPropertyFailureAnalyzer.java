package io.github.bootcluster.startup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports an {@link InvalidClusterPropertyException}.
 */
class InvalidClusterPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidClusterPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidClusterPropertyException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.getAction(), cause);
	}

}
