package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Serves the connections that this worker has until none is left, while new ones go to
 * other workers. Connections that are idle for too long, and those that never end, are
 * left to the graceful shutdown that follows.
 *
 * @since 0.1.0
 */
public final class WorkerDrain {

	private static final Log logger = LogFactory.getLog(WorkerDrain.class);

	private static final Duration SWEEP_INTERVAL = Duration.ofMillis(50);

	/**
	 * A server counts a connection a moment after it has accepted it.
	 */
	private static final int IDLE_SAMPLES = 2;

	private final CountDownLatch cut = new CountDownLatch(1);

	private final Duration settle;

	private final Duration timeout;

	private final LongSupplier nanoTime;

	/**
	 * Create a new drain.
	 * @param settle how long connections may arrive that were begun before new ones were
	 * steered away
	 * @param timeout how long, after that, connections may stay open
	 */
	public WorkerDrain(Duration settle, Duration timeout) {
		this(settle, timeout, System::nanoTime);
	}

	WorkerDrain(Duration settle, Duration timeout, LongSupplier nanoTime) {
		this.settle = settle;
		this.timeout = timeout;
		this.nanoTime = nanoTime;
	}

	/**
	 * Wait until there are no connections left, or the time is up.
	 * @param server what has the connections
	 */
	public void run(DrainedServer server) {
		long start = this.nanoTime.getAsLong();
		server.beginDraining();
		int idleSamples = sample(server, 0);
		while (!isOver(idleSamples, Duration.ofNanos(this.nanoTime.getAsLong() - start)) && !isCutAfterPause()) {
			server.sweepConnections();
			idleSamples = sample(server, idleSamples);
		}
		logger.debug("Drained with %d connections left".formatted(server.countConnections()));
	}

	private int sample(DrainedServer server, int idleSamples) {
		return (server.countConnections() == 0) ? idleSamples + 1 : 0;
	}

	private boolean isOver(int idleSamples, Duration elapsed) {
		boolean settled = elapsed.compareTo(this.settle) >= 0;
		return settled && (idleSamples >= IDLE_SAMPLES || elapsed.compareTo(this.settle.plus(this.timeout)) >= 0);
	}

	private boolean isCutAfterPause() {
		try {
			return this.cut.await(SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	/**
	 * Wait no longer, now or in future.
	 */
	public void cut() {
		this.cut.countDown();
	}

}
