package io.github.bootcluster.primary;

import java.util.List;
import java.util.Set;

import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one rolling restart after the other, and knows the generation of the
 * cluster: that of the last one that completed.
 */
final class RollingRestarts {

	private final WorkerPool pool;

	private final int maxSurge;

	private final WorkerLaunches launches;

	private final WorkerEnding ending;

	private final Announcements announcements;

	private final TimeSource time;

	private @Nullable RollingRestart latest;

	private int generation = 1;

	private int newestGeneration = 1;

	RollingRestarts(WorkerPool pool, int maxSurge, WorkerLaunches launches, WorkerEnding ending,
			Announcements announcements, TimeSource time) {
		this.pool = pool;
		this.maxSurge = maxSurge;
		this.launches = launches;
		this.ending = ending;
		this.announcements = announcements;
		this.time = time;
	}

	int getGeneration() {
		return this.generation;
	}

	@Nullable RollingRestart getLatest() {
		return this.latest;
	}

	boolean isRunning() {
		return this.latest != null && this.latest.isRunning();
	}

	void requireNoneRunning() {
		if (isRunning()) {
			throw new RollingRestartInProgressException(
					"A rolling restart to generation %d is running: wait for its end".formatted(this.newestGeneration));
		}
	}

	void begin() {
		List<Integer> ids = this.pool.wanted().stream().map(WorkerSlot::getId).toList();
		this.newestGeneration++;
		this.latest = new RollingRestart(this.newestGeneration, ids, this.maxSurge);
		this.announcements.add(new RollingRestartStartedEvent(this.newestGeneration, ids.size()));
	}

	/**
	 * Begin to replace as many workers as may be replaced now.
	 */
	void progress() {
		RollingRestart rollout = this.latest;
		WorkerSlot slot = next(rollout);
		while (rollout != null && slot != null) {
			replace(slot, rollout);
			slot = next(rollout);
		}
	}

	private @Nullable WorkerSlot next(@Nullable RollingRestart rollout) {
		Integer id = (rollout != null) ? rollout.begin(this.pool.surplus()) : null;
		return (id != null) ? this.pool.find(id).orElse(null) : null;
	}

	private void replace(WorkerSlot slot, RollingRestart rollout) {
		this.ending.stopReplacement(slot);
		if (slot.hasCurrent() && !rollout.isStopFirst()) {
			launchReplacement(slot, rollout);
		}
		else {
			launchInstead(slot, rollout);
		}
	}

	private void launchReplacement(WorkerSlot slot, RollingRestart rollout) {
		try {
			this.launches.launchReplacement(slot, rollout.getGeneration(), RestartReason.ROLLING_RESTART);
		}
		catch (LaunchFailedException ex) {
			fail(rollout, StartFailure.of(ex));
		}
	}

	private void launchInstead(WorkerSlot slot, RollingRestart rollout) {
		slot.setGeneration(rollout.getGeneration());
		slot.forgetFailures();
		slot.launchAt(this.time.elapsed());
		WorkerHandle current = slot.getCurrent();
		if (current != null && current.isAlive()) {
			current.setRestartReason(RestartReason.ROLLING_RESTART);
			this.ending.stop(current);
		}
	}

	/**
	 * Note that a worker has come up and stays up, which may be what a rolling restart
	 * waits for.
	 * @param worker the worker
	 */
	void cameUp(WorkerHandle worker) {
		RollingRestart rollout = this.latest;
		if (rollout != null && rollout.isAwaiting(worker)) {
			rollout.cameUp(worker.getId());
			if (!rollout.isRunning()) {
				complete(rollout);
			}
		}
	}

	private void complete(RollingRestart rollout) {
		this.generation = rollout.getGeneration();
		int replaced = rollout.toStatus().replaced();
		this.announcements.add(new RollingRestartCompletedEvent(this.generation, replaced));
	}

	/**
	 * Note that a worker exited, which ends a rolling restart that waits for it.
	 * @param worker the worker
	 * @param exit how it ended
	 */
	void exited(WorkerHandle worker, WorkerExit exit) {
		RollingRestart rollout = this.latest;
		if (rollout != null && rollout.isAwaiting(worker)) {
			fail(rollout, StartFailure.of(worker, exit));
		}
	}

	void launchFailed(WorkerSlot slot, LaunchFailedException failure) {
		RollingRestart rollout = this.latest;
		if (rollout != null && rollout.isAwaiting(slot.getId(), slot.getGeneration())) {
			fail(rollout, StartFailure.of(failure));
		}
	}

	/**
	 * Have only those generations kept that are alive, or to be launched again: one that
	 * is being rolled out may have to go back to the one before.
	 * @return the generations
	 */
	Set<Integer> retainGenerations() {
		Set<Integer> generations = this.pool.generations();
		generations.add(this.generation);
		if (isRunning()) {
			generations.add(this.newestGeneration);
		}
		this.launches.retain(generations);
		return generations;
	}

	private void fail(RollingRestart rollout, StartFailure failure) {
		String reason = failure.describeWithOutput();
		rollout.fail(reason);
		rollout.getInProgress().forEach((id) -> this.pool.find(id).ifPresent(this::goBack));
		this.announcements.add(new RollingRestartFailedEvent(rollout.getGeneration(), reason));
	}

	private void goBack(WorkerSlot slot) {
		slot.setGeneration(this.generation);
		if (slot.hasReplacement()) {
			this.ending.stopReplacement(slot);
		}
	}

}
