package io.github.bootcluster;

import java.util.Set;

/**
 * The states in the life of one worker process, and the legal transitions between them.
 *
 * @since 0.1.0
 */
public enum WorkerState {

	/**
	 * The process was launched.
	 */
	STARTING,

	/**
	 * The worker is connected to the primary.
	 */
	ONLINE,

	/**
	 * The worker serves requests.
	 */
	LISTENING,

	/**
	 * The worker takes no new connections and finishes what it has begun.
	 */
	DRAINING,

	/**
	 * The worker was asked to end.
	 */
	STOPPING,

	/**
	 * The worker missed a deadline and is ended by force.
	 */
	KILLING,

	/**
	 * The process is gone.
	 */
	EXITED,

	/**
	 * No process: the worker exited too often and waits for its next attempt.
	 */
	FAILED;

	/**
	 * Return whether a worker in this state may change to the given one.
	 * @param next the state to change to
	 * @return {@code true} if the transition is legal
	 */
	public boolean canBecome(WorkerState next) {
		return next(this).contains(next);
	}

	/**
	 * Return whether a process exists in this state.
	 * @return {@code true} before {@link #EXITED}
	 */
	public boolean isAlive() {
		return this != EXITED && this != FAILED;
	}

	/**
	 * Return whether the worker is on its way to serving requests, or serves them.
	 * @return {@code true} up to {@link #LISTENING}
	 */
	public boolean isWanted() {
		return this == STARTING || this == ONLINE || this == LISTENING;
	}

	private static Set<WorkerState> next(WorkerState state) {
		return switch (state) {
			case STARTING -> Set.of(ONLINE, STOPPING, KILLING, EXITED);
			case ONLINE -> Set.of(LISTENING, STOPPING, KILLING, EXITED);
			case LISTENING -> Set.of(DRAINING, STOPPING, KILLING, EXITED);
			case DRAINING -> Set.of(STOPPING, KILLING, EXITED);
			case STOPPING -> Set.of(KILLING, EXITED);
			case KILLING -> Set.of(EXITED);
			case EXITED -> Set.of(FAILED);
			case FAILED -> Set.of();
		};
	}

}
