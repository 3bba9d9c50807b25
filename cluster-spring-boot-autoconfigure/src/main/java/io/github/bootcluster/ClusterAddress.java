package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where a message goes to, or comes from.
 *
 * @param workerId the id of a worker, or {@code null} for the primary
 * @since 0.1.0
 */
public record ClusterAddress(@Nullable Integer workerId) {

	private static final ClusterAddress PRIMARY = new ClusterAddress(null);

	/**
	 * Return the address of the primary.
	 * @return the address
	 */
	public static ClusterAddress primary() {
		return PRIMARY;
	}

	/**
	 * Return the address of a worker.
	 * @param id the id of the worker, at least 1
	 * @return the address
	 * @throws IllegalArgumentException if the id is below 1
	 */
	public static ClusterAddress worker(int id) {
		Assert.isTrue(id >= 1, () -> "'id' must be at least 1, but is " + id);
		return new ClusterAddress(id);
	}

	/**
	 * Return the address in words.
	 * @return {@code primary}, or {@code worker} and its id
	 */
	@Override
	public String toString() {
		return (this.workerId != null) ? "worker " + this.workerId : "the primary";
	}

}
