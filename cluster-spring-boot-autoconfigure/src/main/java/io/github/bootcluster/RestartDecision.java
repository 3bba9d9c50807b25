package io.github.bootcluster;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * What happens after a worker has ended without being asked to.
 *
 * @since 0.1.0
 */
public sealed interface RestartDecision {

	/**
	 * Replace the worker at once.
	 * @return the decision
	 */
	static RestartDecision restart() {
		return new Restart(Duration.ZERO);
	}

	/**
	 * Replace the worker later.
	 * @param delay how long to wait, not negative
	 * @return the decision
	 */
	static RestartDecision restartAfter(Duration delay) {
		return new Restart(delay);
	}

	/**
	 * Do not replace the worker. {@link ClusterOperations#restart(int)} may still do so.
	 * The primary ends once no worker is left.
	 * @return the decision
	 */
	static RestartDecision leaveEnded() {
		return new LeaveEnded();
	}

	/**
	 * Stop all workers gracefully and end the primary with the exit code of the worker,
	 * or with 1 if that was 0.
	 * @return the decision
	 */
	static RestartDecision stopCluster() {
		return new StopCluster();
	}

	/**
	 * The worker is replaced.
	 *
	 * @param delay how long until then
	 */
	record Restart(Duration delay) implements RestartDecision {

		public Restart {
			Assert.isTrue(!delay.isNegative(), () -> "'delay' must not be negative, but is " + delay);
		}

	}

	/**
	 * The worker is not replaced.
	 */
	record LeaveEnded() implements RestartDecision {

	}

	/**
	 * The whole cluster is stopped.
	 */
	record StopCluster() implements RestartDecision {

	}

}
