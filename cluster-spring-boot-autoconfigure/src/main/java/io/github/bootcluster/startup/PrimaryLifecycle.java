package io.github.bootcluster.startup;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.bootcluster.primary.Primary;
import io.github.bootcluster.primary.PrimarySettings;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops the primary with its application context.
 */
final class PrimaryLifecycle implements SmartLifecycle, DisposableBean {

	private final Primary primary;

	private final InterruptSignal interrupt;

	private volatile boolean running;

	PrimaryLifecycle(PrimarySettings settings, ApplicationContext context) {
		this.primary = create(settings, context);
		this.interrupt = new InterruptSignal(this.primary::kill);
		this.primary.whenFinished(() -> System.exit(SpringApplication.exit(context)));
	}

	private static Primary create(PrimarySettings settings, ApplicationContext context) {
		try {
			return new Primary(settings, context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Primary getPrimary() {
		return this.primary;
	}

	@Override
	public void start() {
		try {
			this.running = true;
			this.interrupt.install();
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
	public void destroy() {
		this.primary.stop();
	}

}
