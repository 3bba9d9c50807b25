package io.github.bootcluster.relay;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of one side of the relay. There are none before the first request, and none
 * when there was no request for a while.
 */
final class RelayThreads implements AutoCloseable {

	private static final int IDLE_SECONDS = 10;

	private final ThreadPoolExecutor workers;

	private final ScheduledThreadPoolExecutor timer;

	RelayThreads(String name) {
		this.workers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), daemons("cluster-relay-" + name + "-"));
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("cluster-relay-" + name + "-timer-"));
		this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Return the threads that do the work, as many as are needed.
	 * @return the executor
	 */
	ExecutorService workers() {
		return this.workers;
	}

	/**
	 * Return the thread that looks after the others.
	 * @return the executor
	 */
	ScheduledExecutorService timer() {
		return this.timer;
	}

	@Override
	public void close() {
		this.workers.shutdownNow();
		this.timer.shutdownNow();
	}

}
