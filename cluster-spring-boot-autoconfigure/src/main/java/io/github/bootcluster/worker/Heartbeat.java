package io.github.bootcluster.worker;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Shows at regular times that this JVM still runs its threads.
 */
final class Heartbeat {

	private static final Log logger = LogFactory.getLog(Heartbeat.class);

	private final Duration interval;

	private final Runnable beat;

	Heartbeat(Duration interval, Runnable beat) {
		this.interval = interval;
		this.beat = beat;
	}

	void start() {
		Thread thread = new Thread(this::run, "cluster-heartbeat");
		thread.setDaemon(true);
		thread.start();
	}

	void run() {
		try {
			while (true) {
				beatSafely();
				Thread.sleep(Math.max(1, this.interval.toMillis()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void beatSafely() {
		try {
			this.beat.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Unable to send a heartbeat to the primary", ex);
		}
	}

}
