package io.github.bootcluster.startup;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns {@code cluster.workers} into a number on a machine of a given size.
 *
 * @param processors the number of processors that the JVM sees
 * @param memory the memory that the JVM sees, in bytes
 */
record WorkerCount(int processors, long memory) {

	/**
	 * What a small Spring Boot web application takes at least, in bytes.
	 */
	static final long MINIMUM_MEMORY = 256L * 1024 * 1024;

	static final int MAXIMUM = 1024;

	private static final Pattern PATTERN = Pattern.compile("(-?\\d{1,18})(%?)");

	/**
	 * Return the number of workers.
	 * @param value the value of the property
	 * @param warnings told if there is too little memory for one worker per processor
	 * @return the number, at least 1
	 * @throws InvalidClusterPropertyException if the value makes no sense
	 */
	int resolve(String value, Consumer<String> warnings) {
		String text = value.trim().toLowerCase(Locale.ROOT);
		if (text.equals("auto")) {
			return limitByMemory(this.processors, warnings);
		}
		Matcher matcher = PATTERN.matcher(text);
		if (!matcher.matches()) {
			throw invalid(value, "it is neither a number, nor 'auto', nor a percentage");
		}
		long number = Long.parseLong(matcher.group(1));
		return matcher.group(2).isEmpty() ? requireInRange(value, number) : percentage(value, number);
	}

	private int percentage(String value, long percent) {
		if (percent < 1) {
			throw invalid(value, "it is not above 0%");
		}
		return requireInRange(value, Math.max(1, Math.round(this.processors * (percent / 100.0))));
	}

	private int requireInRange(String value, long number) {
		if (number < 1 || number > MAXIMUM) {
			throw invalid(value, "%d is not between 1 and %d".formatted(number, MAXIMUM));
		}
		return (int) number;
	}

	private int limitByMemory(int workers, Consumer<String> warnings) {
		long affordable = Math.max(1, this.memory / MINIMUM_MEMORY);
		if (affordable < workers) {
			warnings.accept("%d MiB of memory are enough for %d of %d workers: 'auto' allows for 256 MiB each"
				.formatted(this.memory / (1024 * 1024), affordable, workers));
		}
		return (int) Math.min(workers, affordable);
	}

	private static InvalidClusterPropertyException invalid(String value, String reason) {
		return new InvalidClusterPropertyException("cluster.workers", value, reason,
				"Set 'cluster.workers' to a number from 1 to %d, to 'auto' for one worker per processor, or to a percentage of the processors such as '50%%'."
					.formatted(MAXIMUM));
	}

}
