package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends this process gracefully, once. An orphan that does not manage to in time is
 * halted: nobody else is left to do that.
 *
 * @since 0.1.0
 */
public final class WorkerStop {

	/**
	 * The exit code of an orphan that had to be halted.
	 */
	public static final int HALTED = 1;

	private static final Log logger = LogFactory.getLog(WorkerStop.class);

	private final AtomicBoolean stopping = new AtomicBoolean();

	private final IntSupplier close;

	private final IntConsumer exit;

	private final IntConsumer halt;

	/**
	 * Create a new stop of this JVM.
	 * @param close closes the application and returns the exit code
	 */
	public WorkerStop(IntSupplier close) {
		this(close, System::exit, Runtime.getRuntime()::halt);
	}

	WorkerStop(IntSupplier close, IntConsumer exit, IntConsumer halt) {
		this.close = close;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Stop because the primary says so. Returns at once.
	 */
	public void stop() {
		stopAfter(() -> {
		});
	}

	/**
	 * Stop because the primary says so, but not before something else was done. Returns
	 * at once.
	 * @param preparation what to do first
	 */
	public void stopAfter(Runnable preparation) {
		if (this.stopping.compareAndSet(false, true)) {
			start("cluster-stop", () -> stop(preparation));
		}
	}

	private void stop(Runnable preparation) {
		try {
			preparation.run();
		}
		catch (RuntimeException ex) {
			logger.warn("Stopping without the usual preparation", ex);
		}
		this.exit.accept(this.close.getAsInt());
	}

	/**
	 * Stop because the primary is gone. Returns at once.
	 * @param timeout how long the stop may take before the JVM is halted
	 */
	public void stopOrphan(Duration timeout) {
		logger.warn("The primary is gone, stopping");
		start("cluster-halt", () -> haltAfter(timeout));
		stop();
	}

	private void haltAfter(Duration timeout) {
		try {
			Thread.sleep(timeout.toMillis());
			this.halt.accept(HALTED);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void start(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

}
