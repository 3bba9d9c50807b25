package io.github.bootcluster.primary;

import java.util.OptionalLong;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what the workers say. Owned by the supervisor's thread.
 */
final class WorkerConversations {

	private final WorkerPool pool;

	private final WorkerTransitions transitions;

	private final WorkerEnding ending;

	private final ListeningGate gate;

	private final Steering steering;

	private final Recycling recycling;

	private final Leadership leadership;

	private final RunOnceTasks runOnceTasks;

	private final StartAttempts startAttempts;

	private final SupervisorListener listener;

	private final TimeSource time;

	WorkerConversations(WorkerPool pool, WorkerTransitions transitions, WorkerEnding ending, ListeningGate gate,
			Steering steering, Recycling recycling, Leadership leadership, RunOnceTasks runOnceTasks,
			StartAttempts startAttempts, SupervisorListener listener, TimeSource time) {
		this.pool = pool;
		this.transitions = transitions;
		this.ending = ending;
		this.gate = gate;
		this.steering = steering;
		this.recycling = recycling;
		this.leadership = leadership;
		this.runOnceTasks = runOnceTasks;
		this.startAttempts = startAttempts;
		this.listener = listener;
		this.time = time;
	}

	/**
	 * Decide whether a connection comes from a process that was launched.
	 * @param connection the connection
	 * @param hello what its first message claims
	 * @param peerPid what the kernel says of the process at its other end, if it does
	 * @return the worker, or {@code null} if the connection is refused
	 */
	@Nullable WorkerHandle connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		if (peerPid.isPresent() && peerPid.getAsLong() != hello.pid()) {
			return null;
		}
		WorkerHandle worker = this.pool.findLiving((candidate) -> candidate.isIntroducedBy(hello)).orElse(null);
		if (worker != null) {
			worker.connect(connection);
			worker.heard(null, this.time);
			this.transitions.online(worker);
		}
		return worker;
	}

	void received(Connection connection, Message message) {
		this.pool.findConnectedBy(connection).ifPresent((worker) -> received(worker, message));
	}

	private void received(WorkerHandle worker, Message message) {
		worker.heard((message instanceof Message.Heartbeat heartbeat) ? heartbeat.statistics() : null, this.time);
		this.recycling.received(worker, message);
		this.leadership.received(worker, message);
		this.runOnceTasks.received(worker, message);
		if (message instanceof Message.Listening listening) {
			listening(worker, listening.port());
		}
		else if (message instanceof Message.GateRequest) {
			this.gate.request(worker);
		}
		else if (message instanceof Message.GatePassed passed) {
			this.gate.passed(worker, passed.listening());
		}
		else if (message instanceof Message.Steered steered) {
			this.steering.answered(worker, steered.failure());
		}
		else if (message instanceof Message.Disconnecting) {
			this.gate.mayBeLeft(worker);
			this.ending.disconnecting(worker);
		}
	}

	private void listening(WorkerHandle worker, @Nullable Integer port) {
		if (worker.getState() == WorkerState.ONLINE) {
			worker.listen(port, this.time);
			this.transitions.listening(worker, port);
			this.startAttempts.succeeded();
			this.listener.workerListening();
		}
	}

	void disconnected(Connection connection) {
		this.pool.findConnectedBy(connection).ifPresent((worker) -> {
			worker.connectionEnded();
			this.gate.mayBeLeft(worker);
			this.ending.connectionLost(worker);
		});
	}

}
