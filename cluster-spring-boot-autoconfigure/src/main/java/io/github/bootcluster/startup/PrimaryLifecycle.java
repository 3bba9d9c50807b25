package io.github.bootcluster.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

import io.github.bootcluster.primary.Primary;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ExitCodeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the primary with its application context.
 */
final class PrimaryLifecycle implements SmartLifecycle, DisposableBean, ApplicationListener<ExitCodeEvent> {

	private final Primary primary;

	private final RestartStrategyBean restartStrategy;

	private final InterruptSignal interrupt;

	private final CountDownLatch destroyed = new CountDownLatch(1);

	private volatile boolean running;

	private volatile int exitCode;

	PrimaryLifecycle(Primary primary, RestartStrategyBean restartStrategy, InterruptSignal interrupt) {
		this.primary = primary;
		this.restartStrategy = restartStrategy;
		this.interrupt = interrupt;
	}

	@Override
	public void start() {
		try {
			this.running = true;
			this.interrupt.install();
			this.primary.setRestartStrategy(this.restartStrategy.get());
			this.primary.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops all workers before it returns: unlike that of a web server, the time this
	 * takes is not bounded by {@code spring.lifecycle.timeout-per-shutdown-phase}.
	 */
	@Override
	public void stop() {
		if (this.running) {
			this.running = false;
			this.primary.stop();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void onApplicationEvent(ExitCodeEvent event) {
		this.exitCode = event.getExitCode();
	}

	@Override
	public void destroy() {
		stop();
		this.destroyed.countDown();
	}

	/**
	 * Wait until the context has stopped the primary and is closed.
	 * @return the exit code of the application
	 */
	int awaitDestruction() {
		while (true) {
			try {
				this.destroyed.await();
				return this.exitCode;
			}
			catch (InterruptedException ex) {
				// whoever interrupts the main thread of a primary does not mean its end
			}
		}
	}

}
