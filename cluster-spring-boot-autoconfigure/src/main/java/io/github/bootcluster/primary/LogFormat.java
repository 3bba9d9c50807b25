package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Locale;

/**
 * Durations, numbers and sizes for people.
 *
 * @since 0.1.0
 */
public final class LogFormat {

	private static final double MEGABYTE = 1024 * 1024;

	private LogFormat() {
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f seconds", duration.toMillis() / 1000.0);
	}

	static String workers(int count) {
		return (count == 1) ? "1 worker" : count + " workers";
	}

	/**
	 * Describe a number of things.
	 * @param count the number
	 * @return the number with separators, such as {@code 81,234}
	 */
	public static String count(long count) {
		return String.format(Locale.ROOT, "%,d", count);
	}

	/**
	 * Describe the size of something.
	 * @param bytes the size in bytes
	 * @return the size in units of 1024 * 1024 bytes, such as {@code 190.0 MB}
	 */
	public static String megabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
	}

}
