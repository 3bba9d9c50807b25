package io.github.bootcluster.primary;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

import io.github.bootcluster.channel.RestartReason;

/**
 * Launches the workers of slots.
 */
final class WorkerLaunches {

	private final WorkerPool pool;

	private final WorkerForker forker;

	private final WorkerTransitions transitions;

	private final SupervisorListener listener;

	private final TimeSource time;

	WorkerLaunches(WorkerPool pool, WorkerForker forker, WorkerTransitions transitions, SupervisorListener listener,
			TimeSource time) {
		this.pool = pool;
		this.forker = forker;
		this.transitions = transitions;
		this.listener = listener;
		this.time = time;
	}

	void launch(WorkerSlot slot) throws LaunchFailedException {
		launch(slot.getId(), slot.getGeneration(), slot::launched);
	}

	/**
	 * Launch a worker beside the current one of a slot.
	 * @param slot the slot
	 * @param generation the generation of the replacement
	 * @param reason why the current one is replaced
	 * @return the replacement
	 * @throws LaunchFailedException if there is no process
	 */
	WorkerHandle launchReplacement(WorkerSlot slot, int generation, RestartReason reason) throws LaunchFailedException {
		return launch(slot.getId(), generation, (replacement) -> slot.replaceBy(replacement, reason));
	}

	/**
	 * Keep what the given generations are launched with, and no other.
	 * @param generations the generations
	 */
	void retain(Set<Integer> generations) {
		this.forker.retain(generations);
	}

	private WorkerHandle launch(int id, int generation, Consumer<WorkerHandle> launched) throws LaunchFailedException {
		WorkerHandle worker = new WorkerHandle(id, generation, fork(id, generation), this.time);
		launched.accept(worker);
		this.transitions.forked(worker);
		this.listener.forked(worker);
		return worker;
	}

	private ForkedWorker fork(int id, int generation) throws LaunchFailedException {
		try {
			return this.forker.fork(id, generation, this.pool.desired());
		}
		catch (IOException | RuntimeException ex) {
			throw new LaunchFailedException(id, ex);
		}
	}

}
