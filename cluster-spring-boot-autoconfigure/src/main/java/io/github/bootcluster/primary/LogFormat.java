package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations for people.
 */
final class LogFormat {

	private LogFormat() {
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f seconds", duration.toMillis() / 1000.0);
	}

}
