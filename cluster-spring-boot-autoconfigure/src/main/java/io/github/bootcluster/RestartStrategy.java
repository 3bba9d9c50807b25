package io.github.bootcluster;

/**
 * Decides what happens after a worker has ended without being asked to. A bean of this
 * type in one of the {@code cluster.primary.sources} replaces the default strategy, which
 * follows {@code cluster.restart}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RestartStrategy {

	/**
	 * Decide what happens next. Called on the thread that supervises all workers: must
	 * not block, and must not call {@link ClusterOperations}, which wait for that thread.
	 * If it throws an exception, that is logged, and the default strategy decides.
	 * <p>
	 * Not asked about planned exits, and not about a replacement that ended before it
	 * took over from a worker that still serves.
	 * @param exit the exit, and what the default strategy makes of it
	 * @return the decision
	 */
	RestartDecision decide(UnplannedExit exit);

	/**
	 * Return the default strategy: the restart policy, the growing delay and the longest
	 * delay for workers that exit too often, as configured by {@code cluster.restart}.
	 * @return the default strategy
	 */
	static RestartStrategy defaultStrategy() {
		return UnplannedExit::defaultDecision;
	}

}
