package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import io.github.bootcluster.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Lets one worker at a time open or close its listening sockets, so that the kernel's
 * order of them is known. Owned by the supervisor's thread.
 */
final class ListeningGate {

	/**
	 * How long one worker may keep the others waiting. Opening takes far less than a
	 * second; a server that closes its socket only after its last request takes longer.
	 */
	static final Duration LONGEST_PASSAGE = Duration.ofSeconds(10);

	private final Deque<WorkerHandle> waiting = new ArrayDeque<>();

	private final ListenerGroup group;

	private final TimeSource time;

	private @Nullable WorkerHandle passing;

	private Duration passingSince = Duration.ZERO;

	ListeningGate(ListenerGroup group, TimeSource time) {
		this.group = group;
		this.time = time;
	}

	void request(WorkerHandle worker) {
		if (!this.waiting.contains(worker) && worker != this.passing) {
			this.waiting.add(worker);
		}
	}

	/**
	 * Note that a worker has opened or closed its sockets.
	 * @param worker the worker
	 * @param listening whether it has listening sockets now
	 */
	void passed(WorkerHandle worker, boolean listening) {
		if (listening) {
			this.group.joined(worker);
		}
		else {
			this.group.left(worker);
		}
		forget(worker);
	}

	/**
	 * Note that a worker may close its sockets at any moment without asking.
	 * @param worker the worker
	 */
	void mayBeLeft(WorkerHandle worker) {
		this.group.mayLeave(worker);
	}

	/**
	 * Note that a worker has exited.
	 * @param worker the worker
	 */
	void exited(WorkerHandle worker) {
		this.group.left(worker);
		forget(worker);
	}

	private void forget(WorkerHandle worker) {
		this.waiting.remove(worker);
		this.passing = (this.passing != worker) ? this.passing : null;
	}

	/**
	 * Let the next worker pass, if nobody is in the way.
	 */
	void openForNext() {
		if (this.passing == null || isTakingTooLong()) {
			this.passing = this.waiting.poll();
			if (this.passing != null) {
				open(this.passing);
			}
		}
	}

	private boolean isTakingTooLong() {
		return this.time.elapsed().minus(this.passingSince).compareTo(LONGEST_PASSAGE) > 0;
	}

	private void open(WorkerHandle worker) {
		this.passingSince = this.time.elapsed();
		if (worker.getState().isWanted()) {
			this.group.mayJoin(worker);
		}
		else {
			this.group.mayLeave(worker);
		}
		worker.send(new Message.GateGrant());
	}

}
