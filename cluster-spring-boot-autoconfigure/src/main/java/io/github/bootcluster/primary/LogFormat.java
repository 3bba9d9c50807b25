package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations, numbers and sizes for people.
 */
final class LogFormat {

	private static final double MEGABYTE = 1024 * 1024;

	private LogFormat() {
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f seconds", duration.toMillis() / 1000.0);
	}

	static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	static String megabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
	}

}
