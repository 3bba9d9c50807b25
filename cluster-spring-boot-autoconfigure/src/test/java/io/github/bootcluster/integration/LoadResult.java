package io.github.bootcluster.integration;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of all requests of a {@link LoadClient}.
 */
final class LoadResult {

	private final Map<LoadOutcome, Long> counts = new EnumMap<>(LoadOutcome.class);

	private final Duration duration;

	private final long[] latencies;

	private final List<String> failures;

	private final int connects;

	/**
	 * Create a new result.
	 * @param duration how long the client sent requests
	 * @param records what became of the requests of each connection
	 * @param connects how many connections were opened in all
	 */
	LoadResult(Duration duration, Collection<LoadRecord> records, int connects) {
		for (LoadOutcome outcome : LoadOutcome.values()) {
			this.counts.put(outcome, records.stream().mapToLong((loaded) -> loaded.count(outcome)).sum());
		}
		this.duration = duration;
		this.latencies = records.stream().flatMapToLong(LoadRecord::latencies).sorted().toArray();
		this.failures = records.stream().flatMap((loaded) -> loaded.failures().stream()).sorted().toList();
		this.connects = connects;
	}

	long count(LoadOutcome outcome) {
		return this.counts.get(outcome);
	}

	/**
	 * Return the number of requests, however they ended.
	 * @return the number
	 */
	long getRequests() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Return the number of connections that were opened.
	 * @return the number
	 */
	int getConnects() {
		return this.connects;
	}

	/**
	 * Return what happened to the requests that were not answered with 2xx, in the order
	 * of time.
	 * @return one line for each
	 */
	List<String> getFailures() {
		return this.failures;
	}

	/**
	 * Return the time within which a share of the answered requests was answered,
	 * connecting included.
	 * @param percent the share
	 * @return the time, or zero if no request was answered
	 */
	Duration percentile(double percent) {
		int index = (int) Math.ceil(percent / 100 * this.latencies.length) - 1;
		return (this.latencies.length > 0) ? Duration.ofNanos(this.latencies[Math.max(0, index)]) : Duration.ZERO;
	}

	@Override
	public String toString() {
		String outcomes = Arrays.stream(LoadOutcome.values())
			.map((outcome) -> "%d %s".formatted(count(outcome), outcome))
			.collect(Collectors.joining(", "));
		return "%d requests on %d connections in %.1f s (%.0f/s): %s; p50 %s, p99 %s, longest %s".formatted(
				getRequests(), this.connects, this.duration.toMillis() / 1000.0,
				getRequests() * 1000.0 / Math.max(1, this.duration.toMillis()), outcomes, millis(50), millis(99),
				millis(100));
	}

	private String millis(double percent) {
		return String.format(Locale.ROOT, "%.1f ms", percentile(percent).toNanos() / 1e6);
	}

}
