package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Collection;

/**
 * How many unplanned exits a worker may have before it counts as failed: more than
 * {@code maxRestarts} (the <em>intensity</em> of an OTP supervisor) within
 * {@code period}.
 *
 * @param maxRestarts the number of unplanned exits that are tolerated in a period
 * @param period the length of the period
 */
public record CrashBudget(int maxRestarts, Duration period) {

	boolean isExceeded(Collection<Duration> crashes, Duration now) {
		Duration from = now.minus(this.period);
		return crashes.stream().filter((crash) -> crash.compareTo(from) > 0).count() > this.maxRestarts;
	}

}
