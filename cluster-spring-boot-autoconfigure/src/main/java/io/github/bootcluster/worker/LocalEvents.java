package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.bootcluster.event.ClusterEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events in this process, one after the other on a thread of their own. Those
 * that come before the application has started wait for it, those that come after its end
 * are dropped. Safe for use by several threads.
 */
final class LocalEvents {

	private static final Log logger = LogFactory.getLog(LocalEvents.class);

	/**
	 * What listeners may take for the last events.
	 */
	private static final Duration END_TIMEOUT = Duration.ofSeconds(2);

	private final List<ClusterEvent> early = new ArrayList<>();

	private final ExecutorService executor = Executors.newSingleThreadExecutor(this::createThread);

	private final Duration endTimeout;

	private @Nullable Consumer<ClusterEvent> publisher;

	private volatile @Nullable Thread thread;

	LocalEvents() {
		this(END_TIMEOUT);
	}

	LocalEvents(Duration endTimeout) {
		this.endTimeout = endTimeout;
	}

	private Thread createThread(Runnable task) {
		Thread created = new Thread(task, "cluster-events");
		created.setDaemon(true);
		this.thread = created;
		return created;
	}

	synchronized void publish(ClusterEvent event) {
		if (this.publisher == null) {
			this.early.add(event);
		}
		else if (!this.executor.isShutdown()) {
			Consumer<ClusterEvent> target = this.publisher;
			this.executor.execute(() -> publishSafely(event, target));
		}
	}

	private void publishSafely(ClusterEvent event, Consumer<ClusterEvent> target) {
		try {
			target.accept(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed to handle %s".formatted(event), ex);
		}
	}

	/**
	 * Publish what has come so far, and from now on what comes.
	 * @param target publishes an event to the listeners of the application
	 */
	synchronized void start(Consumer<ClusterEvent> target) {
		this.publisher = target;
		this.early.forEach(this::publish);
		this.early.clear();
	}

	/**
	 * Publish no more, and wait until the listeners have heard the last event.
	 */
	void end() {
		shutdown();
		try {
			// a listener that closes the application would wait for itself
			if (Thread.currentThread() != this.thread
					&& !this.executor.awaitTermination(this.endTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("Listeners to the events of the cluster are still busy as the application ends");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized void shutdown() {
		this.early.clear();
		this.executor.shutdown();
	}

}
