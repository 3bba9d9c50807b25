package io.github.bootcluster.startup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The silence after which a service manager takes this process for dead, by the rules of
 * {@code sd_watchdog_enabled(3)}.
 */
final class WatchdogInterval {

	private static final Pattern MICROS = Pattern.compile("[1-9]\\d{0,17}");

	private WatchdogInterval() {
	}

	/**
	 * Find the interval.
	 * @param environment the environment of this process
	 * @param pid the pid of this process
	 * @return the interval, or {@code null} if nobody watches this process
	 */
	static @Nullable Duration find(Map<String, String> environment, long pid) {
		String micros = environment.getOrDefault("WATCHDOG_USEC", "");
		return (MICROS.matcher(micros).matches() && isWatched(environment.get("WATCHDOG_PID"), pid))
				? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : null;
	}

	private static boolean isWatched(@Nullable String watched, long pid) {
		return watched == null || watched.equals(Long.toString(pid));
	}

}
