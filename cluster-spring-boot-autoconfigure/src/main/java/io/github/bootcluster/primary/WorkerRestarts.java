package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.bootcluster.WorkerExit;

/**
 * Decides when a worker that is gone is launched again.
 */
final class WorkerRestarts {

	private final SupervisorSettings settings;

	private final StartAttempts startAttempts;

	private final WorkerTransitions transitions;

	private final SupervisorListener listener;

	private final TimeSource time;

	private final RandomGenerator random;

	WorkerRestarts(SupervisorSettings settings, StartAttempts startAttempts, WorkerTransitions transitions,
			SupervisorListener listener, TimeSource time, RandomGenerator random) {
		this.settings = settings;
		this.startAttempts = startAttempts;
		this.transitions = transitions;
		this.listener = listener;
		this.time = time;
		this.random = random;
	}

	void replacementExited(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		slot.dismissReplacement();
		if (worker.hasCrashed()) {
			this.listener.replacementFailed(worker, exit, slot.getCurrent());
		}
	}

	void exited(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		if (slot.hasStartingReplacement()) {
			succeedByReplacement(slot, worker, exit);
		}
		else if (worker.isPlanned()) {
			slot.launchAt(this.time.elapsed());
		}
		else {
			crashed(slot, worker, exit);
		}
	}

	private void succeedByReplacement(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		slot.promoteReplacement();
		if (worker.hasCrashed()) {
			countCrash(slot, worker);
			this.listener.workerWillBeRestarted(worker, exit, Duration.ZERO, false);
		}
	}

	private void crashed(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		boolean restarts = this.settings.restartPolicy().restartsAfter(exit.exitCode());
		if (!worker.hasListened() && (restarts || exit.exitCode() != 0)) {
			this.startAttempts.failed(StartFailure.of(worker, exit));
		}
		if (!restarts) {
			slot.neverLaunch();
			this.listener.workerEnded(worker, exit);
		}
		else if (!this.startAttempts.areExhausted()) {
			restart(slot, worker, exit);
		}
	}

	private void restart(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		int failures = countCrash(slot, worker);
		Duration now = this.time.elapsed();
		boolean failed = slot.isExhausted(this.settings.crashBudget(), now);
		Duration delay = failed ? this.settings.backoff().maxDelay()
				: this.settings.backoff().delayAfter(failures, this.random);
		slot.launchAt(now.plus(delay));
		if (failed) {
			this.transitions.failed(worker);
		}
		this.listener.workerWillBeRestarted(worker, exit, delay, failed);
	}

	private int countCrash(WorkerSlot slot, WorkerHandle worker) {
		Duration now = this.time.elapsed();
		return slot.countCrash(worker.hasListenedFor(this.settings.minUptime(), now), now);
	}

	/**
	 * Try again later. Unlike after a crash this is never at once: what was in the way a
	 * moment ago still is.
	 * @param slot the slot that has no process
	 * @param failure the failure
	 */
	void launchFailed(WorkerSlot slot, LaunchFailedException failure) {
		Duration delay = this.settings.backoff().delayAfter(slot.countFailedLaunch() + 1, this.random);
		slot.launchAt(this.time.elapsed().plus(delay));
		this.listener.launchFailed(slot.getId(), failure.getCause(), delay);
		this.startAttempts.failed(StartFailure.of(failure));
	}

}
