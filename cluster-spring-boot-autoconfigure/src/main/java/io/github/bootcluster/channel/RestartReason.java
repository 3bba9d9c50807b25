package io.github.bootcluster.channel;

/**
 * Why a process of a worker took over from another one.
 *
 * @since 0.1.0
 */
public enum RestartReason {

	/**
	 * It had ended without being asked to.
	 */
	CRASH,

	/**
	 * It was killed because it sent no heartbeat.
	 */
	HEARTBEAT_TIMEOUT,

	/**
	 * It was killed because it did not serve requests in time.
	 */
	STARTUP_TIMEOUT,

	/**
	 * It was worn out, as configured by {@code cluster.recycle}.
	 */
	RECYCLING,

	/**
	 * All workers were replaced.
	 */
	ROLLING_RESTART,

	/**
	 * Somebody asked for this very worker to be replaced.
	 */
	REQUEST;

	/**
	 * Return whether the process was killed for being late.
	 * @return {@code true} if it missed a deadline
	 */
	public boolean isTimeout() {
		return this == HEARTBEAT_TIMEOUT || this == STARTUP_TIMEOUT;
	}

}
