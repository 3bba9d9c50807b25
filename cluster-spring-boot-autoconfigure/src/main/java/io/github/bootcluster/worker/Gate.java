package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.bootcluster.channel.Message;

/**
 * The gate that workers pass one at a time when they open or close their listening
 * sockets. The primary keeps it.
 */
final class Gate {

	private final Semaphore grants = new Semaphore(0);

	private final Consumer<Message> primary;

	Gate(Consumer<Message> primary) {
		this.primary = primary;
	}

	/**
	 * Wait, without end, until it is this worker's turn. The wait has no timeout on
	 * purpose: a context whose start is blocked can only be closed while its thread waits
	 * like that.
	 */
	void await() {
		this.primary.accept(new Message.GateRequest());
		this.grants.acquireUninterruptibly();
	}

	/**
	 * Wait until it is this worker's turn.
	 * @param timeout how long to wait
	 */
	void await(Duration timeout) {
		this.primary.accept(new Message.GateRequest());
		try {
			this.grants.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void granted() {
		this.grants.release();
	}

	void passed(boolean listening) {
		this.primary.accept(new Message.GatePassed(listening));
	}

}
