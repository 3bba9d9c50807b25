package io.github.bootcluster.startup;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.jspecify.annotations.Nullable;

/**
 * This process as a member of the cluster.
 *
 * @param role the role
 * @param workerId the id of a worker, or {@code null}
 * @since 0.1.0
 */
public record ClusterMember(ClusterRole role, @Nullable Integer workerId) implements Cluster {

	/**
	 * Return the member that a standalone process is.
	 * @return a cluster of one
	 */
	public static Cluster standalone() {
		return new ClusterMember(ClusterRole.STANDALONE, null);
	}

	@Override
	public ClusterRole getRole() {
		return this.role;
	}

	@Override
	public @Nullable Integer getWorkerId() {
		return this.workerId;
	}

}
