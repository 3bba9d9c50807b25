package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.RestartDecision;

/**
 * When a worker that ended without being asked to is replaced.
 *
 * @since 0.1.0
 */
public enum RestartPolicy {

	/**
	 * Always.
	 */
	ALWAYS,

	/**
	 * Unless it exited with code 0.
	 */
	ON_FAILURE,

	/**
	 * Never.
	 */
	NEVER;

	RestartDecision decide(int exitCode, Duration delay) {
		return restartsAfter(exitCode) ? RestartDecision.restartAfter(delay) : RestartDecision.leaveEnded();
	}

	boolean restartsAfter(int exitCode) {
		return switch (this) {
			case ALWAYS -> true;
			case ON_FAILURE -> exitCode != 0;
			case NEVER -> false;
		};
	}

}
