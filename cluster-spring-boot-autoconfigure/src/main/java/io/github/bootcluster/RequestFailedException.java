package io.github.bootcluster;

/**
 * The receiver of a request failed to reply: its handler threw an exception, or the
 * request or the reply cannot be read.
 *
 * @since 0.1.0
 */
public class RequestFailedException extends ClusterMessageException {

	/**
	 * Create a new exception.
	 * @param receiver where the request went
	 * @param failure what happened there
	 */
	public RequestFailedException(ClusterAddress receiver, String failure) {
		super(receiver, "A request failed in %s: %s".formatted(receiver, failure), null);
	}

}
