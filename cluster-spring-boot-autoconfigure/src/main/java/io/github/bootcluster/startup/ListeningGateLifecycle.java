package io.github.bootcluster.startup;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Has the start of a worker's context wait for its turn right before its web servers open
 * their sockets.
 */
final class ListeningGateLifecycle implements SmartLifecycle {

	private final Runnable gate;

	private volatile boolean running;

	/**
	 * Create a new lifecycle.
	 * @param gate blocks until it is this worker's turn
	 */
	ListeningGateLifecycle(Runnable gate) {
		this.gate = gate;
	}

	@Override
	public void start() {
		this.running = true;
		this.gate.run();
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

}
