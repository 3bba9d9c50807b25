package io.github.bootcluster.scheduling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The scheduled tasks that only the leader runs. Safe for use by several threads.
 */
class LeaderTasks {

	private final Queue<LeaderTask> tasks = new ConcurrentLinkedQueue<>();

	void add(LeaderTask task) {
		this.tasks.removeIf(LeaderTask::isOver);
		this.tasks.add(task);
	}

	void makeUp() {
		this.tasks.forEach(LeaderTask::makeUp);
	}

	void forget() {
		this.tasks.forEach(LeaderTask::forget);
	}

}
