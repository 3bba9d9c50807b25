package io.github.bootcluster.startup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The interval at which a service manager wants to hear that this process is alive, by
 * the rules of {@code sd_watchdog_enabled(3)}.
 */
final class WatchdogInterval {

	private static final Log logger = LogFactory.getLog(WatchdogInterval.class);

	private static final String INTERVAL = "WATCHDOG_USEC";

	private static final String PROCESS = "WATCHDOG_PID";

	private WatchdogInterval() {
	}

	/**
	 * Find the interval after which the service manager takes this process for dead.
	 * @param environment the environment of this process
	 * @param pid the pid of this process
	 * @return the interval, or {@code null} if nobody watches this process
	 */
	static @Nullable Duration find(Map<String, String> environment, long pid) {
		String interval = environment.get(INTERVAL);
		String process = environment.get(PROCESS);
		if (interval == null || (process != null && !process.equals(Long.toString(pid)))) {
			return null;
		}
		try {
			return Duration.of(Long.parseUnsignedLong(interval), ChronoUnit.MICROS);
		}
		catch (NumberFormatException ex) {
			logger.warn("There is no watchdog, as %s is not a number: %s".formatted(INTERVAL, interval));
			return null;
		}
	}

}
