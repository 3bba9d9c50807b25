package io.github.bootcluster.channel;

/**
 * Thrown to the sender of a message that is larger than the channel allows. Nothing of
 * the message was sent, the channel stays usable.
 */
public class MessageTooLargeException extends IllegalArgumentException {

	private final int size;

	private final int limit;

	MessageTooLargeException(Message message, int size, int limit) {
		super("A message of type " + message.getClass().getSimpleName() + " takes " + size
				+ " bytes, more than the limit of " + limit + " bytes (property '" + MessageCodec.MAX_SIZE_PROPERTY
				+ "')");
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
