package io.github.bootcluster.scheduling;

import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.github.bootcluster.Cluster;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/**
 * A scheduled task that only the leader runs. It remembers a run that was due while
 * nobody led. Safe for use by several threads.
 */
final class LeaderTask {

	private static final Log logger = LogFactory.getLog(LeaderTask.class);

	private final Runnable task;

	private final Cluster cluster;

	private final TaskScheduler scheduler;

	private final AtomicBoolean missed = new AtomicBoolean();

	// shared by regular runs, which overlap if their scheduler lets them
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private volatile @Nullable Future<?> schedule;

	LeaderTask(Runnable task, Cluster cluster, TaskScheduler scheduler) {
		this.task = task;
		this.cluster = cluster;
		this.scheduler = scheduler;
	}

	/**
	 * Return what is to be scheduled instead of the task.
	 * @return runs the task whenever it is due and this process leads
	 */
	Runnable getScheduledRunnable() {
		return new SubstituteRunnable(this.task, this::runWhenDue);
	}

	void setSchedule(@Nullable Future<?> schedule) {
		this.schedule = schedule;
	}

	private void runWhenDue() {
		if (this.cluster.isLeader()) {
			this.missed.set(false);
			run(this.lock.readLock());
		}
		else {
			this.missed.set(this.cluster.getLeaderId() == null || this.cluster.isLeader());
			// if this process has been appointed just now it may have looked too early
			runMissed();
		}
	}

	private void runMissed() {
		if (this.cluster.isLeader() && this.missed.compareAndSet(true, false)) {
			run(this.lock.writeLock());
		}
	}

	private void run(Lock lock) {
		lock.lock();
		try {
			this.task.run();
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Have a run that was missed made up for on the scheduler of the task.
	 */
	void makeUp() {
		if (this.missed.get() && !isCancelled()) {
			logger.debug("Making up for the missed run of " + this.task);
			try {
				this.scheduler.schedule(new SubstituteRunnable(this.task, this::runMissed),
						this.scheduler.getClock().instant());
			}
			catch (TaskRejectedException ex) {
				logger.debug("The scheduler runs nothing any more", ex);
			}
		}
	}

	/**
	 * Forget that a run was missed, as another worker makes up for it.
	 */
	void forget() {
		this.missed.set(false);
	}

	boolean isOver() {
		Future<?> current = this.schedule;
		return isCancelled() || (current != null && current.isDone() && !this.missed.get());
	}

	private boolean isCancelled() {
		Future<?> current = this.schedule;
		return current != null && current.isCancelled();
	}

}
