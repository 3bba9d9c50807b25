package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * The primary did not answer.
 *
 * @since 0.1.0
 */
public class ClusterUnavailableException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what was asked, and for how long
	 * @param cause the cause
	 */
	public ClusterUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
