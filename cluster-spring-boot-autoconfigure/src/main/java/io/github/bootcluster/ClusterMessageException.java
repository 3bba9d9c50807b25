package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * Something became of a message that its sender did not want.
 *
 * @since 0.1.0
 */
public abstract class ClusterMessageException extends RuntimeException {

	private final ClusterAddress receiver;

	/**
	 * Create a new exception.
	 * @param receiver where the message was to go
	 * @param message what happened
	 * @param cause the cause, or {@code null} if it happened elsewhere
	 */
	protected ClusterMessageException(ClusterAddress receiver, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.receiver = receiver;
	}

	/**
	 * Return where the message was to go.
	 * @return the receiver
	 */
	public ClusterAddress getReceiver() {
		return this.receiver;
	}

}
