package io.github.bootcluster.scheduling;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.SchedulingAwareRunnable;

/**
 * Takes the place of a task: what it does is something else, but it is run by the same
 * scheduler and has the same name.
 */
final class SubstituteRunnable implements SchedulingAwareRunnable {

	private final Runnable task;

	private final Runnable action;

	SubstituteRunnable(Runnable task, Runnable action) {
		this.task = task;
		this.action = action;
	}

	@Override
	public void run() {
		this.action.run();
	}

	@Override
	public boolean isLongLived() {
		return this.task instanceof SchedulingAwareRunnable aware && aware.isLongLived();
	}

	@Override
	public @Nullable String getQualifier() {
		return (this.task instanceof SchedulingAwareRunnable aware) ? aware.getQualifier() : null;
	}

	@Override
	public String toString() {
		return this.task.toString();
	}

}
