package io.github.bootcluster.messaging;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads of an endpoint. There are none before the first message, and none when
 * there was no message for a while. How many there are at most is limited by the number
 * of processes in the cluster, as each of them has two lanes here.
 */
final class MessagingThreads {

	private static final int IDLE_SECONDS = 10;

	private final ThreadPoolExecutor lanes = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("cluster-messages-"));

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1,
			daemons("cluster-messages-timer-"));

	MessagingThreads() {
		this.timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	Executor lanes() {
		return this.lanes;
	}

	ScheduledThreadPoolExecutor timer() {
		return this.timer;
	}

}
