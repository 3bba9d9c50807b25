package io.github.bootcluster.primary;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.bootcluster.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A task that is done by the first worker that claims it, or by the next one if that
 * worker ends before. Owned by the supervisor's thread.
 */
final class RunOnceTask {

	private final Deque<WorkerHandle> waiting = new ArrayDeque<>();

	private final String name;

	private @Nullable WorkerHandle owner;

	private boolean completed;

	RunOnceTask(String name) {
		this.name = name;
	}

	void claim(WorkerHandle worker) {
		this.waiting.add(worker);
		if (this.completed) {
			dismissWaiting();
		}
		else {
			handOn();
		}
	}

	void complete(WorkerHandle worker) {
		if (worker == this.owner) {
			this.owner = null;
			this.completed = true;
			dismissWaiting();
		}
	}

	/**
	 * Give the task to the next worker if nobody does it.
	 */
	void handOn() {
		this.waiting.removeIf((worker) -> !worker.isReachable());
		if (!this.completed && (this.owner == null || !this.owner.isReachable())) {
			this.owner = this.waiting.poll();
			answer(this.owner, true);
		}
	}

	private void dismissWaiting() {
		this.waiting.forEach((worker) -> answer(worker, false));
		this.waiting.clear();
	}

	private void answer(@Nullable WorkerHandle worker, boolean run) {
		if (worker != null) {
			worker.send(new Message.TaskGrant(this.name, run));
		}
	}

}
