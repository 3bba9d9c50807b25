package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * This process as a member of a cluster. Injectable in every role: a standalone process
 * is told so by {@link #getRole()}.
 *
 * @since 0.1.0
 */
public interface Cluster {

	/**
	 * Return the role of this process. It never changes.
	 * @return the role
	 */
	ClusterRole getRole();

	/**
	 * Return the id of this worker, counted from 1 and kept by its replacements.
	 * @return the id, or {@code null} if this process is not a worker
	 */
	@Nullable Integer getWorkerId();

}
