package io.github.bootcluster;

/**
 * The receiver of a message has ended before it confirmed the message: nobody knows
 * whether it was heard.
 *
 * @since 0.1.0
 */
public class MessageLostException extends ClusterMessageException {

	/**
	 * Create a new exception.
	 * @param receiver where the message was to go
	 */
	public MessageLostException(ClusterAddress receiver) {
		super(receiver, "A message to %s may be lost: the process ended before it confirmed it".formatted(receiver),
				null);
	}

}
