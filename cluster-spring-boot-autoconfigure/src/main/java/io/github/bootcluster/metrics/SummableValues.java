package io.github.bootcluster.metrics;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether the values of a gauge in several workers make sense when added up.
 * Those do that count things which a worker has for itself, such as threads or bytes of
 * heap; shares, times and averages do not, and neither does what is the machine's.
 */
final class SummableValues {

	private static final Set<String> COUNTED = Set.of("bytes", "buffers", "classes", "connections", "entries", "events",
			"files", "items", "jobs", "messages", "objects", "operations", "requests", "rows", "sessions", "tasks",
			"threads");

	private static final Set<String> NEVER = Set.of("average", "load", "percent", "ratio", "usage", "utilization");

	private static final Set<String> OF_THE_MACHINE = Set.of("disk", "system");

	private SummableValues() {
	}

	/**
	 * Decide by the base unit, or by the words of the name if there is none.
	 * @param name the name of the meter, such as {@code hikaricp.connections.active}
	 * @param baseUnit the base unit, or {@code null}
	 * @return whether to add the values up
	 */
	static boolean include(String name, @Nullable String baseUnit) {
		String[] words = name.toLowerCase(Locale.ROOT).split("[._-]");
		if (OF_THE_MACHINE.contains(words[0]) || Stream.of(words).anyMatch(NEVER::contains)) {
			return false;
		}
		return (baseUnit != null) ? COUNTED.contains(baseUnit.toLowerCase(Locale.ROOT))
				: Stream.of(words).anyMatch(COUNTED::contains);
	}

}
