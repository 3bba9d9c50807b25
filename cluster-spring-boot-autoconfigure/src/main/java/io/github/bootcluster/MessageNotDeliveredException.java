package io.github.bootcluster;

/**
 * A message has not reached its receiver, which is not there, is not listening, does not
 * keep up or does not know the type of a request. It can be sent again safely.
 *
 * @since 0.1.0
 */
public class MessageNotDeliveredException extends ClusterMessageException {

	/**
	 * Create a new exception.
	 * @param receiver where the message was to go
	 * @param reason why it did not get there
	 */
	public MessageNotDeliveredException(ClusterAddress receiver, String reason) {
		super(receiver, "A message to %s was not delivered: %s".formatted(receiver, reason), null);
	}

}
