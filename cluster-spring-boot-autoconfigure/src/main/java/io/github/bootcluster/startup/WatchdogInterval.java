package io.github.bootcluster.startup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The silence after which a service manager takes this process for dead, by the rules of
 * {@code sd_watchdog_enabled(3)}.
 */
final class WatchdogInterval {

	private WatchdogInterval() {
	}

	/**
	 * Find the interval.
	 * @param environment the environment of this process
	 * @param pid the pid of this process
	 * @return the interval, or {@code null} if nobody watches this process
	 */
	static @Nullable Duration find(Map<String, String> environment, long pid) {
		String watched = Long.toString(pid);
		String micros = environment.getOrDefault("WATCHDOG_USEC", "");
		return (micros.matches("[1-9]\\d{0,17}")
				&& Objects.equals(environment.getOrDefault("WATCHDOG_PID", watched), watched))
						? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : null;
	}

}
