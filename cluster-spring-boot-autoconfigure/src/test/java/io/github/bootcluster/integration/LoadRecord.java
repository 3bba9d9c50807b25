package io.github.bootcluster.integration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Notes what becomes of the requests of one connection. Written by one thread, and read
 * after its end.
 */
final class LoadRecord {

	private final Map<LoadOutcome, Long> counts = new EnumMap<>(LoadOutcome.class);

	private final List<String> failures = new ArrayList<>();

	private long[] latencies = new long[1024];

	private int answered;

	void answered(LoadOutcome outcome, long nanos) {
		this.counts.merge(outcome, 1L, Long::sum);
		if (this.answered == this.latencies.length) {
			this.latencies = Arrays.copyOf(this.latencies, 2 * this.answered);
		}
		this.latencies[this.answered++] = nanos;
		if (outcome != LoadOutcome.SUCCESS) {
			this.failures.add("%s %s".formatted(Instant.now(), outcome));
		}
	}

	void failed(LoadFailureException failure) {
		this.counts.merge(failure.getOutcome(), 1L, Long::sum);
		this.failures.add("%s %s".formatted(Instant.now(), failure.getMessage()));
	}

	long count(LoadOutcome outcome) {
		return this.counts.getOrDefault(outcome, 0L);
	}

	LongStream latencies() {
		return Arrays.stream(this.latencies, 0, this.answered);
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

}
