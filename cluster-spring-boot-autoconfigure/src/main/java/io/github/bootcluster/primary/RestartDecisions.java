package io.github.bootcluster.primary;

import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.UnplannedExit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of a strategy that may be the application's: where it fails, the default
 * one decides.
 */
final class RestartDecisions {

	private static final Log logger = LogFactory.getLog(RestartDecisions.class);

	private RestartStrategy strategy = RestartStrategy.defaultStrategy();

	void use(RestartStrategy strategy) {
		this.strategy = strategy;
	}

	RestartDecision decide(UnplannedExit exit) {
		try {
			@Nullable RestartDecision decision = this.strategy.decide(exit);
			if (decision != null) {
				return decision;
			}
			logger.error(describe(exit) + "it returned null");
		}
		catch (RuntimeException | Error ex) {
			logger.error(describe(exit) + "it failed", ex);
		}
		return exit.defaultDecision();
	}

	private String describe(UnplannedExit exit) {
		return "The default restart strategy decides for worker %d instead of %s: ".formatted(exit.workerId(),
				this.strategy.getClass().getName());
	}

}
