package io.github.bootcluster.primary;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart.State;
import org.jspecify.annotations.Nullable;

/**
 * The progress of one rolling restart: a queue of workers, and those whose replacement is
 * on its way.
 */
final class RollingRestart {

	private final int generation;

	private final int surge;

	private final Deque<Integer> pending;

	private final Set<Integer> inProgress = new HashSet<>();

	private int replaced;

	private State state = State.RUNNING;

	private @Nullable String reason;

	/**
	 * Create a new rolling restart.
	 * @param generation the generation to roll out
	 * @param workers the ids of the workers to replace
	 * @param surge how many workers may be replaced at a time; 0 is one at a time with
	 * the old one stopped first
	 */
	RollingRestart(int generation, Collection<Integer> workers, int surge) {
		this.generation = generation;
		this.pending = new ArrayDeque<>(workers);
		this.surge = surge;
	}

	int getGeneration() {
		return this.generation;
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	boolean isStopFirst() {
		return this.surge == 0;
	}

	/**
	 * Return the next worker to replace, and count it as in progress.
	 * @param surplus how many processes there are beyond one per worker
	 * @return the id, or {@code null} if none may begin now
	 */
	@Nullable Integer begin(int surplus) {
		int limit = Math.max(1, this.surge);
		if (!isRunning() || this.pending.isEmpty() || this.inProgress.size() >= limit || surplus >= limit) {
			return null;
		}
		Integer id = this.pending.poll();
		this.inProgress.add(id);
		return id;
	}

	/**
	 * Return whether a process belongs to this rollout and has not come up yet.
	 * @param worker the process
	 * @return {@code true} if the rollout waits for it
	 */
	boolean isAwaiting(WorkerHandle worker) {
		return isAwaiting(worker.getId(), worker.getGeneration());
	}

	boolean isAwaiting(int id, int generation) {
		return isRunning() && generation == this.generation && this.inProgress.contains(id);
	}

	Set<Integer> getInProgress() {
		return Set.copyOf(this.inProgress);
	}

	void cameUp(int id) {
		this.inProgress.remove(id);
		this.replaced++;
		if (this.pending.isEmpty() && this.inProgress.isEmpty()) {
			this.state = State.COMPLETED;
		}
	}

	void fail(String reason) {
		this.state = State.FAILED;
		this.reason = reason;
	}

	ClusterStatus.RollingRestart toStatus() {
		return new ClusterStatus.RollingRestart(this.state, this.generation, this.replaced,
				this.pending.size() + this.inProgress.size(), this.reason);
	}

}
