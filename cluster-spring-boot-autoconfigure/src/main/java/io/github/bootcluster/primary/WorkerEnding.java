package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;

/**
 * Ends workers: by asking them to, by SIGTERM, by SIGKILL, in this order.
 */
final class WorkerEnding {

	/**
	 * How long a hung worker has to write its thread dump.
	 */
	static final Duration KILL_GRACE = Duration.ofSeconds(2);

	/**
	 * How long a worker that drained for too long has to end after SIGTERM.
	 */
	static final Duration TERMINATION_GRACE = Duration.ofSeconds(5);

	private final Duration shutdownTimeout;

	private final Duration drainTimeout;

	private final WorkerTransitions transitions;

	private final SupervisorListener listener;

	private final TimeSource time;

	WorkerEnding(Duration shutdownTimeout, Duration drainTimeout, WorkerTransitions transitions,
			SupervisorListener listener, TimeSource time) {
		this.shutdownTimeout = shutdownTimeout;
		this.drainTimeout = shutdownTimeout.plus(drainTimeout)
			.plus(Steering.ANSWER_TIMEOUT)
			.plus(ListeningGate.LONGEST_PASSAGE);
		this.transitions = transitions;
		this.listener = listener;
		this.time = time;
	}

	/**
	 * Stop a worker without a loss: it is asked to {@linkplain #drain drain} as soon as
	 * new connections go to others.
	 * @param worker the worker
	 */
	void stop(WorkerHandle worker) {
		worker.plan();
		if (worker.isListening()) {
			worker.setDrainPending(true);
			beginDraining(worker, this.drainTimeout);
		}
		else if (worker.getState().isWanted()) {
			terminate(worker, this.shutdownTimeout);
		}
	}

	/**
	 * Ask a worker to serve the connections that it has, and to stop then, if it waits
	 * for that.
	 * @param worker the worker
	 */
	void drain(WorkerHandle worker) {
		if (worker.isDrainPending()) {
			worker.setDrainPending(false);
			worker.send(new Message.Drain());
		}
	}

	/**
	 * Stop a worker gracefully along with all others, when nobody is left who could take
	 * its connections.
	 * @param worker the worker
	 */
	void stopWithAll(WorkerHandle worker) {
		worker.plan();
		worker.setDrainPending(false);
		if (worker.isListening()) {
			this.transitions.draining(worker);
		}
		if (worker.getState() == WorkerState.DRAINING) {
			setDeadline(worker, this.shutdownTimeout);
			worker.send(new Message.Stop());
		}
		else if (worker.getState().isWanted()) {
			terminate(worker, this.shutdownTimeout);
		}
	}

	/**
	 * Stop the replacement of a worker gracefully, if there is one.
	 * @param slot the slot of both
	 */
	void stopReplacement(WorkerSlot slot) {
		WorkerHandle dismissed = slot.dismissReplacement();
		if (dismissed != null && dismissed.isAlive()) {
			stop(dismissed);
		}
	}

	/**
	 * Note that a worker stops serving on its own account.
	 * @param worker the worker
	 */
	void disconnecting(WorkerHandle worker) {
		if (worker.isListening()) {
			beginDraining(worker, this.shutdownTimeout);
		}
	}

	/**
	 * Note that a worker has lost its connection, mostly because it has just died.
	 * @param worker the worker
	 */
	void connectionLost(WorkerHandle worker) {
		if (worker.isListening()) {
			this.transitions.connectionLost(worker);
			setDeadline(worker, this.shutdownTimeout);
		}
	}

	private void beginDraining(WorkerHandle worker, Duration timeout) {
		this.transitions.draining(worker);
		setDeadline(worker, timeout);
	}

	void terminate(WorkerHandle worker, Duration grace) {
		this.transitions.stopping(worker);
		setDeadline(worker, grace);
		worker.getProcess().terminate();
	}

	/**
	 * Have a hung worker write a thread dump before it is killed.
	 * @param worker the worker
	 * @param reason what it failed to do
	 */
	void dumpThreads(WorkerHandle worker, String reason) {
		this.transitions.killing(worker, reason);
		setDeadline(worker, KILL_GRACE);
		worker.keepLastLines();
		this.listener.threadDumpWanted(worker);
	}

	/**
	 * Kill a worker because the whole cluster is to end at once.
	 * @param worker the worker
	 */
	void kill(WorkerHandle worker) {
		worker.plan();
		kill(worker, "the cluster is stopped at once");
	}

	/**
	 * Kill a worker.
	 * @param worker the worker
	 * @param reason the reason, unless there is an earlier one
	 */
	void kill(WorkerHandle worker, String reason) {
		if (worker.getState() != WorkerState.KILLING) {
			this.transitions.killing(worker, reason);
		}
		worker.getProcess().kill();
	}

	private void setDeadline(WorkerHandle worker, Duration grace) {
		worker.setDeadline(this.time.elapsed().plus(grace));
	}

}
