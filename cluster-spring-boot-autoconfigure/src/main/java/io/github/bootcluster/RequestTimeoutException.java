package io.github.bootcluster;

import java.time.Duration;

/**
 * There was no reply to a request in time.
 *
 * @since 0.1.0
 */
public class RequestTimeoutException extends ClusterMessageException {

	private final Duration timeout;

	/**
	 * Create a new exception.
	 * @param receiver where the request went
	 * @param timeout how long the reply was waited for
	 */
	public RequestTimeoutException(ClusterAddress receiver, Duration timeout) {
		super(receiver, "There was no reply from %s within %d ms".formatted(receiver, timeout.toMillis()), null);
		this.timeout = timeout;
	}

	/**
	 * Return how long the reply was waited for.
	 * @return the timeout
	 */
	public Duration getTimeout() {
		return this.timeout;
	}

}
