package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a worker process may live although nothing is wrong with it. A limit of 0 is
 * none.
 *
 * @param maxRequests the number of requests that it may serve
 * @param maxRequestsJitter the largest number that is added to that at random, once per
 * process, so that workers that started together are not worn out together
 * @param maxLifetime how long it may serve
 * @param maxMemory the resident set size that it may have, in bytes
 */
public record RecycleLimits(long maxRequests, long maxRequestsJitter, Duration maxLifetime, long maxMemory) {

	/**
	 * No limit.
	 */
	public static final RecycleLimits NONE = new RecycleLimits(0, 0, Duration.ZERO, 0);

	long drawMaxRequests(RandomGenerator random) {
		long jitter = (this.maxRequestsJitter > 0) ? random.nextLong(this.maxRequestsJitter + 1) : 0;
		return this.maxRequests + jitter;
	}

}
