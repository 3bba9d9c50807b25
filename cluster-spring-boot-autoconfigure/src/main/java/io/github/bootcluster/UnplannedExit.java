package io.github.bootcluster;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The end of a worker that was not asked to end, with all that a {@link RestartStrategy}
 * may want to know.
 *
 * @param workerId the stable id of the worker, counted from 1
 * @param exit how the process ended
 * @param listened for how long the process had served requests, or {@code null} if it
 * never did
 * @param failuresInARow how often this worker has failed, this time included, since it
 * last served for {@code cluster.restart.min-uptime}
 * @param restarts how often this worker was replaced before
 * @param budgetExceeded whether it has exited more than
 * {@code cluster.restart.max-restarts} times within {@code cluster.restart.period}
 * @param backoffDelay how long the default strategy would wait if it replaced the worker
 * @param defaultDecision what the default strategy would decide
 * @since 0.1.0
 */
public record UnplannedExit(int workerId, WorkerExit exit, @Nullable Duration listened, int failuresInARow,
		int restarts, boolean budgetExceeded, Duration backoffDelay, RestartDecision defaultDecision) {

	/**
	 * Return whether the process ever served requests.
	 * @return {@code true} if it did
	 */
	public boolean hasListened() {
		return this.listened != null;
	}

}
