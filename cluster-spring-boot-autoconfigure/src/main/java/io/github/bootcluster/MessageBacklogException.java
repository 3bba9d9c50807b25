package io.github.bootcluster;

import java.time.Duration;

/**
 * A message was not sent, as its receiver has not taken those that were sent before.
 *
 * @since 0.1.0
 */
public class MessageBacklogException extends MessageNotDeliveredException {

	private final Duration waited;

	/**
	 * Create a new exception.
	 * @param receiver where the message was to go
	 * @param waited how long the sender has waited for the receiver
	 */
	public MessageBacklogException(ClusterAddress receiver, Duration waited) {
		super(receiver, "it has not taken earlier messages within %d ms (property 'cluster.channel.send-timeout')"
			.formatted(waited.toMillis()));
		this.waited = waited;
	}

	/**
	 * Return how long the sender has waited for the receiver.
	 * @return the time
	 */
	public Duration getWaited() {
		return this.waited;
	}

}
