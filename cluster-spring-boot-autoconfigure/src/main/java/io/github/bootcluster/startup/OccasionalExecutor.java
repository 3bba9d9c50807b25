package io.github.bootcluster.startup;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks that come now and then, one after the other, on a daemon thread that is
 * there only while it is needed. Tasks that come while too many wait are dropped.
 */
final class OccasionalExecutor {

	private static final int IDLE_SECONDS = 10;

	private OccasionalExecutor() {
	}

	static Executor create(String threadName, int queueSize) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(queueSize), (task) -> createThread(threadName, task),
				new ThreadPoolExecutor.DiscardPolicy());
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static Thread createThread(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
