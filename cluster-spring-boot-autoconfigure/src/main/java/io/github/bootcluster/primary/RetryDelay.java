package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Has something that keeps failing tried again later and later.
 */
final class RetryDelay {

	private final Backoff backoff;

	private final TimeSource time;

	private final RandomGenerator random;

	private Duration end;

	private int failures;

	RetryDelay(Backoff backoff, TimeSource time, RandomGenerator random) {
		this.backoff = backoff;
		this.time = time;
		this.random = random;
		this.end = time.elapsed();
	}

	boolean isOver() {
		return this.end.compareTo(this.time.elapsed()) <= 0;
	}

	void succeeded() {
		this.failures = 0;
	}

	/**
	 * Begin a delay. Unlike that after a crash it is never none.
	 * @return the delay
	 */
	Duration failed() {
		this.failures++;
		Duration delay = this.backoff.delayAfter(this.failures + 1, this.random);
		this.end = this.time.elapsed().plus(delay);
		return delay;
	}

}
