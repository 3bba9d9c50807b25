package io.github.bootcluster.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.bootcluster.Cluster;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * {@link TaskScheduler} of a worker that has some of the tasks run by the leader only.
 */
class LeaderTaskScheduler implements TaskScheduler {

	private final TaskScheduler delegate;

	private final Predicate<Runnable> leaderOnly;

	private final LeaderTasks tasks;

	private final Cluster cluster;

	LeaderTaskScheduler(TaskScheduler delegate, Predicate<Runnable> leaderOnly, LeaderTasks tasks, Cluster cluster) {
		this.delegate = delegate;
		this.leaderOnly = leaderOnly;
		this.tasks = tasks;
		this.cluster = cluster;
	}

	@Override
	public Clock getClock() {
		return this.delegate.getClock();
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return adapt(task, (runnable) -> this.delegate.schedule(runnable, trigger));
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return adapt(task, (runnable) -> this.delegate.schedule(runnable, startTime));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return adapt(task, (runnable) -> this.delegate.scheduleAtFixedRate(runnable, startTime, period));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return adapt(task, (runnable) -> this.delegate.scheduleAtFixedRate(runnable, period));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return adapt(task, (runnable) -> this.delegate.scheduleWithFixedDelay(runnable, startTime, delay));
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return adapt(task, (runnable) -> this.delegate.scheduleWithFixedDelay(runnable, delay));
	}

	private <F extends @Nullable ScheduledFuture<?>> F adapt(Runnable task, Function<Runnable, F> scheduling) {
		return this.leaderOnly.test(task) ? track(new LeaderTask(task, this.cluster, this.delegate), scheduling)
				: scheduling.apply(task);
	}

	// known before it is scheduled: its first run may be due, and missed, at once
	private <F extends @Nullable ScheduledFuture<?>> F track(LeaderTask task, Function<Runnable, F> scheduling) {
		this.tasks.add(task);
		F future = scheduling.apply(task.getScheduledRunnable());
		task.setSchedule(future);
		return future;
	}

}
