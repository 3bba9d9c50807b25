package io.github.bootcluster.startup;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.bootcluster.ClusterOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Steers the cluster by signals to the primary: HUP is a rolling restart, TTIN one worker
 * more, TTOU one fewer, and USR2 writes the status to the log. A signal that comes too
 * early, or that the cluster refuses, is a line in the log and nothing else.
 */
final class PrimarySignals {

	private static final Log logger = LogFactory.getLog(PrimarySignals.class);

	private static final List<String> COMMANDS = List.of("HUP", "TTIN", "TTOU");

	private static final String STATUS = "USR2";

	private static final int QUEUE_SIZE = 16;

	private final Map<String, Consumer<ClusterOperations>> actions = new LinkedHashMap<>();

	private final Executor executor;

	private final StatusText statusText;

	private volatile @Nullable ClusterOperations operations;

	PrimarySignals() {
		// a flood of signals is worth no more than a few
		this(OccasionalExecutor.create("cluster-signals", QUEUE_SIZE), Clock.systemUTC());
	}

	/**
	 * Create new signals.
	 * @param executor runs what a signal asks for, one thing after the other
	 * @param clock tells the time
	 */
	PrimarySignals(Executor executor, Clock clock) {
		this.executor = executor;
		this.statusText = new StatusText(clock);
		this.actions.put("HUP", ClusterOperations::restart);
		this.actions.put("TTIN", (cluster) -> cluster.scale(getDesired(cluster) + 1));
		this.actions.put("TTOU", this::removeWorker);
		this.actions.put(STATUS, (cluster) -> logger.info(this.statusText.format(cluster.getStatus())));
	}

	private static int getDesired(ClusterOperations cluster) {
		return cluster.getStatus().workers().desired();
	}

	private void removeWorker(ClusterOperations cluster) {
		int desired = getDesired(cluster);
		if (desired == 1) {
			throw new IllegalStateException("there is only one worker; stop the application instead");
		}
		cluster.scale(desired - 1);
	}

	/**
	 * Keep the signals from ending or stopping this process from now on.
	 */
	void install() {
		COMMANDS.forEach((name) -> new JvmSignal(name).handle(() -> received(name)));
		new StatusSignal().handle(() -> received(STATUS));
	}

	/**
	 * Have the signals do nothing to this process, a worker: what a signal to the process
	 * group asks for is for the primary to do.
	 */
	static void disarm() {
		COMMANDS.stream().map(JvmSignal::new).forEach(JvmSignal::disarm);
		new StatusSignal().handle(() -> {
		});
	}

	/**
	 * Let the signals steer a cluster.
	 * @param operations the operations of the cluster
	 */
	void steer(ClusterOperations operations) {
		this.operations = operations;
	}

	void received(String name) {
		this.executor.execute(() -> act(name));
	}

	private void act(String name) {
		try {
			ClusterOperations cluster = this.operations;
			if (cluster == null) {
				throw new IllegalStateException("the primary is not ready");
			}
			logger.debug("Received SIG" + name);
			this.actions.getOrDefault(name, (unknown) -> {
			}).accept(cluster);
		}
		catch (RuntimeException ex) {
			logger.warn("SIG%s is ignored: %s".formatted(name, ex.getMessage()));
		}
	}

}
