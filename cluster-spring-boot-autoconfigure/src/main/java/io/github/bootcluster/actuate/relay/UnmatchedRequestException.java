package io.github.bootcluster.actuate.relay;

/**
 * Thrown when there is no operation for a request.
 */
final class UnmatchedRequestException extends Exception {

	private final int status;

	UnmatchedRequestException(int status, String message) {
		super(message);
		this.status = status;
	}

	/**
	 * Return the answer that Spring gives in such a case.
	 * @return the HTTP status
	 */
	int getStatus() {
		return this.status;
	}

}
