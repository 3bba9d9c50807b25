package io.github.bootcluster;

/**
 * The operation has to wait for the end of a rolling restart.
 *
 * @since 0.1.0
 */
public class RollingRestartInProgressException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message what is running
	 */
	public RollingRestartInProgressException(String message) {
		super(message);
	}

}
