package io.github.bootcluster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link Cluster} in which this process has a given role.
 */
public class TestCluster implements Cluster {

	private final ClusterRole role;

	private volatile List<ClusterWorker> workers = List.of();

	private volatile @Nullable Integer leaderId;

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

	@Override
	public List<ClusterWorker> getWorkers() {
		return this.workers;
	}

	/**
	 * Set the workers that there are.
	 * @param workers the workers
	 */
	public void setWorkers(ClusterWorker... workers) {
		this.workers = List.of(workers);
	}

	@Override
	public @Nullable Integer getLeaderId() {
		return this.leaderId;
	}

	/**
	 * Set who leads.
	 * @param leaderId the id of the leader, or {@code null}
	 */
	public void setLeaderId(@Nullable Integer leaderId) {
		this.leaderId = leaderId;
	}

	@Override
	public boolean isLeader() {
		return this.role == ClusterRole.STANDALONE || (this.leaderId != null && this.leaderId.equals(getWorkerId()));
	}

}
