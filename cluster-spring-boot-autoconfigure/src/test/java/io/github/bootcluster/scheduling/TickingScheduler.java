package io.github.bootcluster.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * {@link TaskScheduler} whose tasks are due when a test says so, and run on its thread.
 */
public class TickingScheduler implements TaskScheduler {

	private final List<Schedule> recurring = new CopyOnWriteArrayList<>();

	private final List<Schedule> once = new CopyOnWriteArrayList<>();

	/**
	 * Run all recurring tasks, then all that are to be run once.
	 */
	public void tick() {
		this.recurring.forEach(Schedule::run);
		runOnce();
	}

	/**
	 * Run all tasks that are to be run once.
	 */
	public void runOnce() {
		List<Schedule> due = List.copyOf(this.once);
		this.once.removeAll(due);
		due.forEach(Schedule::run);
	}

	/**
	 * Return how many tasks are to be run once.
	 * @return their number
	 */
	public int getOnceCount() {
		return this.once.size();
	}

	/**
	 * Return the names of the recurring tasks.
	 * @return the names
	 */
	public List<String> getNames() {
		return this.recurring.stream().map(Schedule::toString).toList();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		return add(this.recurring, task);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return add(this.once, task);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return add(this.recurring, task);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return add(this.recurring, task);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return add(this.recurring, task);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return add(this.recurring, task);
	}

	private Schedule add(List<Schedule> schedules, Runnable task) {
		Schedule schedule = new Schedule(task);
		schedules.add(schedule);
		return schedule;
	}

	/**
	 * The schedule of a task.
	 */
	private static final class Schedule extends CompletableFuture<Void> implements ScheduledFuture<Void> {

		private final Runnable task;

		Schedule(Runnable task) {
			this.task = task;
		}

		void run() {
			if (!isCancelled()) {
				this.task.run();
			}
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return 0;
		}

		@Override
		public int compareTo(Delayed other) {
			return 0;
		}

		@Override
		public String toString() {
			return this.task.toString();
		}

	}

}
