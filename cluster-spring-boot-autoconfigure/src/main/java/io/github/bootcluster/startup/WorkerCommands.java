package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.bootcluster.worker.DrainedServer;
import io.github.bootcluster.worker.PrimaryCommands;
import io.github.bootcluster.worker.Worker;
import io.github.bootcluster.worker.WorkerDrain;
import io.github.bootcluster.worker.WorkerStop;
import org.jspecify.annotations.Nullable;

/**
 * Carries out in the application what the primary says to a worker.
 */
final class WorkerCommands implements PrimaryCommands {

	/**
	 * As long as the primary lets another worker pass the gate.
	 */
	private static final Duration GATE_TIMEOUT = Duration.ofSeconds(10);

	private final Worker worker;

	private final WorkerStop stop;

	private final WorkerDrain drain;

	private final Supplier<@Nullable DrainedServer> server;

	private final Duration shutdownTimeout;

	/**
	 * Create new commands.
	 * @param worker this process
	 * @param stop stops the application
	 * @param drain waits until there are no connections left
	 * @param server supplies what has the connections, once it is there
	 * @param shutdownTimeout how long the stop may take when nobody watches over it
	 */
	WorkerCommands(Worker worker, WorkerStop stop, WorkerDrain drain, Supplier<@Nullable DrainedServer> server,
			Duration shutdownTimeout) {
		this.worker = worker;
		this.stop = stop;
		this.drain = drain;
		this.server = server;
		this.shutdownTimeout = shutdownTimeout;
	}

	@Override
	public void drain() {
		this.stop.stopAfter(this::drainConnections);
	}

	private void drainConnections() {
		DrainedServer server = this.server.get();
		if (server != null) {
			this.drain.run(server);
		}
		this.worker.awaitClosing(GATE_TIMEOUT);
	}

	@Override
	public void stop() {
		this.drain.cut();
		this.stop.stop();
	}

	@Override
	public void orphaned() {
		this.drain.cut();
		this.stop.stopOrphan(this.shutdownTimeout);
	}

}
