package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The time that a worker has to serve beside its predecessor before it takes over: one
 * that dies as soon as it is let at requests must not have taken the place of one that
 * works.
 */
final class Probation {

	/**
	 * How long a replacement has to listen before it counts as up. What kills a worker
	 * because it serves does so at once: a first scheduled task, a first request.
	 */
	static final Duration DURATION = Duration.ofSeconds(1);

	private final TimeSource time;

	Probation(TimeSource time) {
		this.time = time;
	}

	boolean isPassedBy(WorkerHandle worker) {
		return worker.isListening() && worker.hasListenedFor(DURATION, this.time.elapsed());
	}

	/**
	 * Return how long it takes until workers have passed.
	 * @param workers the workers
	 * @return the time that is left, for each worker that listens and has not passed
	 */
	Stream<Duration> getPauses(Collection<WorkerHandle> workers) {
		Duration now = this.time.elapsed();
		return workers.stream()
			.filter(WorkerHandle::isListening)
			.filter((worker) -> !isPassedBy(worker))
			.map((worker) -> worker.getListened(now))
			.filter(Objects::nonNull)
			.map(DURATION::minus);
	}

}
