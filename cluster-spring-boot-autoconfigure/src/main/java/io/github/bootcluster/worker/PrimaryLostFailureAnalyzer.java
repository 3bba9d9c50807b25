package io.github.bootcluster.worker;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link PrimaryLostException}.
 */
class PrimaryLostFailureAnalyzer extends AbstractFailureAnalyzer<PrimaryLostException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PrimaryLostException cause) {
		return new FailureAnalysis(cause.getMessage() + ".",
				"If the primary has ended, nothing is to be done: its workers end as well. If it is running, its log says why it refused this worker. A worker cannot be started by hand: start the application without the system properties 'bootcluster.*'.",
				cause);
	}

}
