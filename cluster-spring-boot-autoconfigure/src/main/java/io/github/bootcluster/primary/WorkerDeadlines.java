package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.channel.RestartReason;
import org.jspecify.annotations.Nullable;

/**
 * Has workers ended that take too long for what they do.
 */
final class WorkerDeadlines {

	private final SupervisorSettings settings;

	private final WorkerEnding ending;

	private final TimeSource time;

	WorkerDeadlines(SupervisorSettings settings, WorkerEnding ending, TimeSource time) {
		this.settings = settings;
		this.ending = ending;
		this.time = time;
	}

	void enforce(WorkerHandle worker) {
		switch (worker.getState()) {
			case STARTING -> enforceStartup(worker);
			case ONLINE -> {
				enforceStartup(worker);
				enforceHeartbeat(worker);
			}
			case LISTENING -> enforceHeartbeat(worker);
			default -> enforceEnd(worker);
		}
	}

	private void enforceStartup(WorkerHandle worker) {
		Duration timeout = this.settings.startupTimeout();
		if (isOver(worker.getStartedAt().plus(timeout))) {
			worker.setRestartReason(RestartReason.STARTUP_TIMEOUT);
			this.ending.dumpThreads(worker, "it did not listen within " + describe(timeout));
		}
	}

	private void enforceHeartbeat(WorkerHandle worker) {
		Duration timeout = this.settings.heartbeatTimeout();
		if (worker.getState().isWanted() && isOver(worker.getLastHeardAt().plus(timeout))) {
			worker.setRestartReason(RestartReason.HEARTBEAT_TIMEOUT);
			this.ending.dumpThreads(worker, "it sent no heartbeat for " + describe(timeout));
		}
	}

	private void enforceEnd(WorkerHandle worker) {
		if (isOver(worker.getDeadline())) {
			switch (worker.getState()) {
				case DRAINING -> this.ending.terminate(worker, WorkerEnding.TERMINATION_GRACE);
				case STOPPING, KILLING -> this.ending.kill(worker, "it did not stop in time");
				default -> throw new IllegalStateException(worker + " has no deadline in state " + worker.getState());
			}
		}
	}

	private boolean isOver(@Nullable Duration deadline) {
		return deadline != null && deadline.compareTo(this.time.elapsed()) <= 0;
	}

	private static String describe(Duration timeout) {
		return (timeout.toMillis() % 1000 == 0) ? timeout.toSeconds() + " seconds" : timeout.toMillis() + " ms";
	}

}
