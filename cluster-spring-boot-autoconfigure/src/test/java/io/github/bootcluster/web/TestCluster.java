package io.github.bootcluster.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.jspecify.annotations.Nullable;

/**
 * {@link Cluster} in which this process has a given role.
 */
public class TestCluster implements Cluster {

	private final ClusterRole role;

	public TestCluster(ClusterRole role) {
		this.role = role;
	}

	public static TestCluster worker() {
		return new TestCluster(ClusterRole.WORKER);
	}

	public static TestCluster standalone() {
		return new TestCluster(ClusterRole.STANDALONE);
	}

	@Override
	public ClusterRole getRole() {
		return this.role;
	}

	@Override
	public @Nullable Integer getWorkerId() {
		return (this.role == ClusterRole.WORKER) ? 1 : null;
	}

}
