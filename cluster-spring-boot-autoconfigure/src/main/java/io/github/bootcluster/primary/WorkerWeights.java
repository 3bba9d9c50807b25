package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Collection;

/**
 * The share of new connections that each worker is to get.
 *
 * @param heartbeatInterval the time between two heartbeats
 * @param slowStart how long a worker takes to its full share; zero is off
 */
record WorkerWeights(Duration heartbeatInterval, Duration slowStart) {

	/**
	 * The weight of a worker that gets its full share.
	 */
	static final int FULL = 100;

	/**
	 * The steps from nothing to the full share.
	 */
	private static final int STEPS = 10;

	/**
	 * How many heartbeats a worker may miss before it gets no new connections.
	 */
	private static final int MISSED_HEARTBEATS = 3;

	/**
	 * Return the weight of a worker.
	 * @param worker the worker
	 * @param workers all workers that listen
	 * @param now the time
	 * @return the weight, from 0 to {@link #FULL}
	 */
	int of(WorkerHandle worker, Collection<WorkerHandle> workers, Duration now) {
		if (!worker.isListening()) {
			return 0;
		}
		if (workers.stream().allMatch((other) -> isSilent(other, now))) {
			return FULL;
		}
		return isSilent(worker, now) ? 0 : getShare(worker, workers, now);
	}

	private boolean isSilent(WorkerHandle worker, Duration now) {
		Duration silence = now.minus(worker.getLastHeardAt());
		return silence.compareTo(this.heartbeatInterval.multipliedBy(MISSED_HEARTBEATS)) > 0;
	}

	private int getShare(WorkerHandle worker, Collection<WorkerHandle> workers, Duration now) {
		return workers.stream().anyMatch((other) -> !isSilent(other, now) && isWarm(other, now))
				? getWarmth(worker, now) : FULL;
	}

	private boolean isWarm(WorkerHandle worker, Duration now) {
		return worker.hasListenedFor(this.slowStart, now);
	}

	private int getWarmth(WorkerHandle worker, Duration now) {
		Duration listened = worker.getListened(now);
		if (listened == null || isWarm(worker, now)) {
			return FULL;
		}
		long steps = listened.multipliedBy(STEPS).dividedBy(this.slowStart) + 1;
		return (int) Math.min(steps, STEPS) * FULL / STEPS;
	}

}
