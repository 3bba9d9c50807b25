package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a service manager wants to hear again and again from a service that is alive.
 */
final class SignsOfLife {

	/**
	 * How often it hears something if its watchdog does not want to hear more often.
	 */
	private static final Duration PERIOD = Duration.ofSeconds(10);

	/**
	 * How long it waits for the next sign before the limits of the unit apply. The
	 * cluster has limits of its own for a start, a rolling restart and a stop.
	 */
	private static final Duration EXTENSION = PERIOD.multipliedBy(3);

	/**
	 * How much later than now the next chance for a sign may come, see
	 * {@code StatusListener}.
	 */
	private static final Duration DELAY = Duration.ofSeconds(1);

	private final @Nullable Duration watchdog;

	private final Duration period;

	private @Nullable Duration last;

	/**
	 * Create new signs of life.
	 * @param watchdog the silence after which a watchdog acts, or {@code null} if there
	 * is none
	 */
	SignsOfLife(@Nullable Duration watchdog) {
		this.watchdog = watchdog;
		this.period = Stream.of(PERIOD, (watchdog != null) ? watchdog.dividedBy(2) : PERIOD)
			.min(Duration::compareTo)
			.orElseThrow();
	}

	/**
	 * Return what is to be told now.
	 * @param state what the service does
	 * @param now the time
	 * @return assignments, or none if it is too early
	 */
	List<String> get(ServiceState state, Duration now) {
		if (this.last != null && now.minus(this.last).plus(DELAY).compareTo(this.period) < 0) {
			return List.of();
		}
		this.last = now;
		return get(state);
	}

	private List<String> get(ServiceState state) {
		List<String> assignments = new ArrayList<>();
		if (state.isLimited()) {
			assignments.add("EXTEND_TIMEOUT_USEC=" + TimeUnit.SECONDS.toMicros(EXTENSION.toSeconds()));
		}
		// it begins with READY=1, and one that is woken during a stop would be its end
		if (this.watchdog != null && state.isServing()) {
			assignments.add("WATCHDOG=1");
		}
		return assignments;
	}

}
