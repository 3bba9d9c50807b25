package io.github.bootcluster.primary;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.bootcluster.channel.Message;

/**
 * What one worker does for all others of its generation. Owned by the supervisor's
 * thread.
 */
final class RunOnceTasks {

	private final Map<Key, RunOnceTask> tasks = new HashMap<>();

	void received(WorkerHandle worker, Message message) {
		if (message instanceof Message.TaskClaim claim) {
			getTask(worker, claim.name()).claim(worker);
		}
		else if (message instanceof Message.TaskCompleted completed) {
			getTask(worker, completed.name()).complete(worker);
		}
	}

	private RunOnceTask getTask(WorkerHandle worker, String name) {
		return this.tasks.computeIfAbsent(new Key(worker.getGeneration(), name), (key) -> new RunOnceTask(name));
	}

	/**
	 * Hand on what workers have left undone, and forget what nobody will claim any more.
	 * @param generations the generations that are alive or to be launched again
	 */
	void progress(Set<Integer> generations) {
		this.tasks.keySet().removeIf((key) -> !generations.contains(key.generation()));
		this.tasks.values().forEach(RunOnceTask::handOn);
	}

	/**
	 * What makes a task unique.
	 *
	 * @param generation the generation that does it
	 * @param name the name of the task
	 */
	private record Key(int generation, String name) {

	}

}
