package io.github.bootcluster.messaging;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the messages of a process. Safe for use by several threads, and cheap however
 * many there are.
 *
 * @since 0.1.0
 */
public final class MessageCounts {

	private final LongAdder sent = new LongAdder();

	private final LongAdder received = new LongAdder();

	MessageCounts() {
	}

	void addSent() {
		this.sent.increment();
	}

	void addReceived() {
		this.received.increment();
	}

	/**
	 * Return how many messages and requests were sent, a broadcast once for each of its
	 * receivers.
	 * @return the number of messages
	 */
	public long getSent() {
		return this.sent.sum();
	}

	/**
	 * Return how many messages and requests have arrived, whether anybody listened or
	 * not.
	 * @return the number of messages
	 */
	public long getReceived() {
		return this.received.sum();
	}

}
