package io.github.bootcluster;

/**
 * Thrown to the sender of a message that is larger than the channel between the processes
 * of a cluster allows. Nothing of the message was sent, the channel stays usable.
 *
 * @since 0.1.0
 */
public class MessageTooLargeException extends IllegalArgumentException {

	private final int size;

	private final int limit;

	/**
	 * Create a new exception.
	 * @param type the type of the message
	 * @param size the size of the message in bytes
	 * @param limit the largest size of a message in bytes
	 */
	public MessageTooLargeException(Class<?> type, int size, int limit) {
		super("A message of type %s takes %d bytes, more than the limit of %d bytes (property 'cluster.channel.max-message-size')"
			.formatted(type.getSimpleName(), size, limit));
		this.size = size;
		this.limit = limit;
	}

	/**
	 * Return the size of the message.
	 * @return the size in bytes
	 */
	public int getSize() {
		return this.size;
	}

	/**
	 * Return the largest size of a message.
	 * @return the limit in bytes
	 */
	public int getLimit() {
		return this.limit;
	}

}
