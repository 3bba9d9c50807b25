package io.github.bootcluster.web;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the WebSockets of a worker right before its web servers shut down, gracefully or
 * not. Without it, those of Tomcat and Jetty would end without a status, and Reactor
 * Netty would wait for its clients to close theirs.
 *
 * @since 0.1.0
 */
public class WebSocketLifecycle implements SmartLifecycle {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

	private static final int QUIET_ROUNDS = 5;

	private final Draining draining;

	private volatile boolean running;

	/**
	 * Create a new lifecycle.
	 * @param draining knows the WebSockets
	 */
	public WebSocketLifecycle(Draining draining) {
		this.draining = draining;
	}

	@Override
	public void start() {
		this.running = true;
	}

	/*
	 * Clients get a moment to answer, as a close frame that is on its way is lost when
	 * the connection is. A WebSocket that is busy escapes a round, so one is not enough.
	 */
	@Override
	public void stop() {
		this.running = false;
		long start = System.nanoTime();
		int quietRounds = 0;
		while (quietRounds < QUIET_ROUNDS && System.nanoTime() - start < TIMEOUT.toNanos()) {
			quietRounds = (this.draining.closeWebSockets() > 0) ? 0 : quietRounds + 1;
			LockSupport.parkNanos(POLL_INTERVAL.toNanos());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
	}

}
