package io.github.bootcluster.messaging;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one after the other, in the order in which they came, on a thread that it
 * only has while there are any.
 */
final class Lane {

	private static final Log logger = LogFactory.getLog(Lane.class);

	private final Executor executor;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private boolean running;

	Lane(Executor executor) {
		this.executor = executor;
	}

	void execute(Runnable task) {
		synchronized (this.tasks) {
			this.tasks.add(task);
			if (this.running) {
				return;
			}
			this.running = true;
		}
		start();
	}

	private void start() {
		try {
			this.executor.execute(this::run);
		}
		catch (RuntimeException | Error ex) {
			// there may be a thread for the next task
			stop();
			throw ex;
		}
	}

	private void stop() {
		synchronized (this.tasks) {
			this.running = false;
		}
	}

	/**
	 * Return whether no other task waits.
	 * @return {@code true} if the current task is the last one
	 */
	boolean isEmpty() {
		synchronized (this.tasks) {
			return this.tasks.isEmpty();
		}
	}

	private void run() {
		for (Runnable task = next(); task != null; task = next()) {
			runSafely(task);
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.tasks) {
			Runnable task = this.tasks.poll();
			this.running = task != null;
			return task;
		}
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A message could not be handled", ex);
		}
	}

}
