package io.github.bootcluster.primary;

import java.util.List;

/**
 * No worker ever listened.
 *
 * @since 0.1.0
 */
public class ClusterStartException extends RuntimeException {

	private final String failure;

	private final List<String> lastLines;

	/**
	 * Create a new exception.
	 * @param failures how many starts failed
	 * @param failure what happened to the last worker
	 * @param lastLines the last lines of that worker's output
	 */
	public ClusterStartException(int failures, String failure, List<String> lastLines) {
		super("No worker came up after %d failed %s. %s".formatted(failures, (failures == 1) ? "start" : "starts",
				failure));
		this.failure = failure;
		this.lastLines = List.copyOf(lastLines);
	}

	/**
	 * Return what happened to the last worker.
	 * @return a sentence that names the worker and its exit code
	 */
	public String getFailure() {
		return this.failure;
	}

	/**
	 * Return the last lines of that worker's output.
	 * @return the lines, the oldest first
	 */
	public List<String> getLastLines() {
		return this.lastLines;
	}

}
