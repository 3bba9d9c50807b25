package io.github.bootcluster.primary;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells the time: one that only moves forward for deadlines, and one for people.
 */
interface TimeSource {

	/**
	 * Return the time since an arbitrary, fixed origin. It never jumps, and stands still
	 * while the machine is suspended ({@code CLOCK_MONOTONIC} of
	 * {@code clock_gettime(2)}).
	 * @return the elapsed time
	 */
	Duration elapsed();

	/**
	 * Return the time of day.
	 * @return the time of day
	 */
	Instant instant();

	/**
	 * Return the time source of this machine.
	 * @return the system's time source
	 */
	static TimeSource system() {
		return new TimeSource() {

			@Override
			public Duration elapsed() {
				return Duration.ofNanos(System.nanoTime());
			}

			@Override
			public Instant instant() {
				return Instant.now();
			}

		};
	}

}
