package io.github.bootcluster.primary;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Paces starts and counts failed ones until a worker listens for the first time. From
 * then on a failed start is no reason to give up the cluster, and no start waits for
 * another.
 */
final class StartAttempts {

	/**
	 * How many starts may fail before any worker has listened.
	 */
	static final int MAX_FAILURES = 3;

	private final int concurrent;

	private int failures;

	private @Nullable StartFailure lastFailure;

	private boolean succeeded;

	StartAttempts(int concurrent) {
		this.concurrent = concurrent;
	}

	void failed(StartFailure failure) {
		this.failures++;
		this.lastFailure = failure;
	}

	void succeeded() {
		this.succeeded = true;
	}

	boolean haveFailed() {
		return !this.succeeded && this.failures > 0;
	}

	boolean areExhausted() {
		return !this.succeeded && this.failures >= MAX_FAILURES;
	}

	/**
	 * Return whether another worker may be started now.
	 * @param starting how many workers are starting
	 * @return whether there is an attempt left and nobody to wait for
	 */
	boolean allowOneMore(int starting) {
		return !areExhausted() && (this.succeeded || starting < this.concurrent);
	}

	ClusterStartException toException() {
		StartFailure failure = this.lastFailure;
		Assert.state(failure != null, "No start has failed");
		return new ClusterStartException(this.failures, failure.description(), failure.lastLines());
	}

}
