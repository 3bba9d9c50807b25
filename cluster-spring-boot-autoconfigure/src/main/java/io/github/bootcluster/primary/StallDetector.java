package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Collection;

/**
 * Notices time that passed unseen, because the primary or the whole machine stood still,
 * and has no worker blamed for it.
 */
final class StallDetector {

	/**
	 * Much longer than the loop ever pauses.
	 */
	private static final Duration STALL = Duration.ofSeconds(5);

	private final SupervisorListener listener;

	private final TimeSource time;

	private Duration lastSeen;

	StallDetector(SupervisorListener listener, TimeSource time) {
		this.listener = listener;
		this.time = time;
		this.lastSeen = time.elapsed();
	}

	void forgive(Collection<WorkerHandle> workers) {
		Duration now = this.time.elapsed();
		Duration gap = now.minus(this.lastSeen);
		if (gap.compareTo(STALL) > 0) {
			workers.forEach((worker) -> worker.forgive(gap, now));
			this.listener.stalled(gap);
		}
		this.lastSeen = now;
	}

}
