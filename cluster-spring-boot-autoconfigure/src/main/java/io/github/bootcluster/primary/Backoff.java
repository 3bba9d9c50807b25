package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a worker is replaced again: not at all after its first failure
 * in a row, then longer and longer. Up to a tenth of a delay is taken away at random, so
 * that workers that died together do not start together for ever.
 *
 * @param initialDelay the delay after the second failure in a row
 * @param multiplier what the delay is multiplied with after every further failure
 * @param maxDelay the longest delay
 */
public record Backoff(Duration initialDelay, double multiplier, Duration maxDelay) {

	private static final double JITTER = 0.1;

	Duration delayAfter(int failuresInARow, RandomGenerator random) {
		if (failuresInARow <= 1) {
			return Duration.ZERO;
		}
		double millis = this.initialDelay.toMillis() * Math.pow(this.multiplier, failuresInARow - 2);
		double capped = Math.min(millis, this.maxDelay.toMillis());
		return Duration.ofMillis(Math.round(capped * (1 - JITTER * random.nextDouble())));
	}

}
