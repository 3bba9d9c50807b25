package io.github.bootcluster.startup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerStatistics.Memory;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.primary.LogFormat;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cluster as lines for people, one for each worker.
 */
final class StatusText {

	private final Clock clock;

	StatusText(Clock clock) {
		this.clock = clock;
	}

	String format(ClusterStatus status) {
		return Stream
			.concat(Stream.of(describe(status)), status.instances().stream().map((worker) -> "\n  " + describe(worker)))
			.collect(Collectors.joining());
	}

	private String describe(ClusterStatus status) {
		return "Status of the cluster: %d of %d workers listening, generation %d%s".formatted(
				status.workers().listening(), status.workers().desired(), status.generation(),
				describe(status.rollingRestart()));
	}

	private String describe(@Nullable RollingRestart restart) {
		return (restart != null)
				? ", rolling restart to generation %d %s".formatted(restart.generation(), lowerCase(restart.state()))
				: "";
	}

	private String describe(WorkerStatus worker) {
		String process = (worker.pid() != null) ? " (PID %d)".formatted(worker.pid()) : "";
		return Stream
			.of("Worker %d%s: %s".formatted(worker.id(), process, lowerCase(worker.state())),
					"generation " + worker.generation(), describeUptime(worker.startTime()),
					describeRestarts(worker.restarts()), describe(worker.memory()), describe(worker.requests()),
					(worker.pid() == null) ? describe(worker.lastExit()) : null)
			.flatMap(Stream::ofNullable)
			.collect(Collectors.joining(", "));
	}

	private static String describeRestarts(int restarts) {
		return (restarts == 1) ? "1 restart" : restarts + " restarts";
	}

	private @Nullable String describeUptime(@Nullable Instant start) {
		if (start == null) {
			return null;
		}
		Duration uptime = Duration.between(start, this.clock.instant());
		return "up %d:%02d:%02d".formatted(uptime.toHours(), uptime.toMinutesPart(), uptime.toSecondsPart());
	}

	private @Nullable String describe(@Nullable Memory memory) {
		return (memory != null && memory.rss() != null) ? LogFormat.megabytes(memory.rss()) : null;
	}

	private @Nullable String describe(@Nullable Requests requests) {
		return (requests != null)
				? "%s requests, %d active".formatted(LogFormat.count(requests.total()), requests.active()) : null;
	}

	private @Nullable String describe(@Nullable WorkerExit exit) {
		return (exit != null) ? "exited with " + exit.describe() : null;
	}

	private static String lowerCase(Enum<?> state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

}
