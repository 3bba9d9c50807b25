package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.UnplannedExit;
import io.github.bootcluster.WorkerExit;

/**
 * Has a worker that is gone launched again, or not, as the restart strategy decides.
 */
final class WorkerRestarts {

	private final SupervisorSettings settings;

	private final StartAttempts startAttempts;

	private final WorkerTransitions transitions;

	private final SupervisorListener listener;

	private final TimeSource time;

	private final RandomGenerator random;

	private final Runnable stopCluster;

	private final RestartDecisions decisions = new RestartDecisions();

	WorkerRestarts(SupervisorSettings settings, StartAttempts startAttempts, WorkerTransitions transitions,
			SupervisorListener listener, TimeSource time, RandomGenerator random, Runnable stopCluster) {
		this.settings = settings;
		this.startAttempts = startAttempts;
		this.transitions = transitions;
		this.listener = listener;
		this.time = time;
		this.random = random;
		this.stopCluster = stopCluster;
	}

	void use(RestartStrategy strategy) {
		this.decisions.use(strategy);
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
		boolean crashed = worker.hasCrashed();
		RestartDecision decision = crashed ? this.decisions.decide(describe(slot, worker, exit))
				: RestartDecision.restart();
		slot.promoteReplacement();
		if (decision instanceof RestartDecision.StopCluster) {
			stopCluster(slot, worker, exit);
		}
		else if (crashed) {
			this.listener.workerWillBeRestarted(worker, exit, Duration.ZERO, false);
		}
	}

	private void crashed(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		UnplannedExit unplanned = describe(slot, worker, exit);
		RestartDecision decision = this.decisions.decide(unplanned);
		if (decision instanceof RestartDecision.StopCluster) {
			stopCluster(slot, worker, exit);
			return;
		}
		boolean restarts = decision instanceof RestartDecision.Restart;
		if (!worker.hasListened() && (restarts || exit.exitCode() != 0)) {
			this.startAttempts.failed(StartFailure.of(worker, exit));
		}
		if (decision instanceof RestartDecision.Restart restart) {
			restart(slot, worker, unplanned, restart.delay());
		}
		else {
			slot.neverLaunch();
			this.listener.workerEnded(worker, exit);
		}
	}

	private UnplannedExit describe(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		Duration now = this.time.elapsed();
		int failures = slot.countCrash(worker.hasListenedFor(this.settings.minUptime(), now), now);
		boolean exceeded = slot.isExhausted(this.settings.crashBudget(), now);
		Duration delay = exceeded ? this.settings.backoff().maxDelay()
				: this.settings.backoff().delayAfter(failures, this.random);
		return new UnplannedExit(slot.getId(), exit, worker.getListened(now), failures, slot.getRestarts(), exceeded,
				delay, this.settings.restartPolicy().decide(exit.exitCode(), delay));
	}

	private void restart(WorkerSlot slot, WorkerHandle worker, UnplannedExit unplanned, Duration delay) {
		if (this.startAttempts.areExhausted()) {
			return;
		}
		slot.launchAt(this.time.elapsed().plus(delay));
		if (unplanned.budgetExceeded()) {
			this.transitions.failed(worker);
		}
		this.listener.workerWillBeRestarted(worker, unplanned.exit(), delay, unplanned.budgetExceeded());
	}

	private void stopCluster(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		slot.neverLaunch();
		this.listener.stopDecided(worker, exit);
		this.stopCluster.run();
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
