package io.github.bootcluster.actuate.relay;

import java.io.IOException;

import io.github.bootcluster.relay.RelayHandler;
import io.github.bootcluster.relay.RelayServer;
import io.github.bootcluster.relay.RelaySockets;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets a worker answer what others pass on to it: from before its web server starts until
 * that has stopped.
 *
 * @since 0.1.0
 */
public final class RelayServerLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(RelayServerLifecycle.class);

	private final RelaySockets sockets;

	private final RelayHandler handler;

	private volatile @Nullable RelayServer server;

	/**
	 * Create a new lifecycle.
	 * @param sockets where the workers wait, nowhere in a process that is no worker
	 * @param handler answers the requests
	 */
	public RelayServerLifecycle(RelaySockets sockets, RelayHandler handler) {
		this.sockets = sockets;
		this.handler = handler;
	}

	@Override
	public void start() {
		if (this.sockets.isPresent()) {
			start(new RelayServer(this.sockets.get(ProcessHandle.current().pid()), this.handler));
		}
	}

	private void start(RelayServer created) {
		try {
			created.start();
			this.server = created;
		}
		catch (IOException ex) {
			logger.warn("Other workers cannot reach the Actuator endpoints of this one: " + ex.getMessage());
		}
	}

	@Override
	public void stop() {
		RelayServer started = this.server;
		if (started != null) {
			started.close();
			this.server = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 2;
	}

}
