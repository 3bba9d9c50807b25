package io.github.bootcluster.integration;

import java.io.IOException;

/**
 * Thrown when a request under load was not answered.
 */
final class LoadFailureException extends Exception {

	private static final long serialVersionUID = 1L;

	private final LoadOutcome outcome;

	LoadFailureException(LoadOutcome outcome, IOException cause) {
		super("%s: %s".formatted(outcome, cause), cause);
		this.outcome = outcome;
	}

	LoadOutcome getOutcome() {
		return this.outcome;
	}

}
