package io.github.bootcluster.primary;

/**
 * A worker could not be launched.
 */
final class LaunchFailedException extends Exception {

	private final Exception cause;

	LaunchFailedException(int id, Exception cause) {
		super("Worker %d could not be launched: %s".formatted(id, cause), cause);
		this.cause = cause;
	}

	@Override
	public Exception getCause() {
		return this.cause;
	}

	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

}
