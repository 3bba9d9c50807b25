package io.github.bootcluster.startup;

import java.util.List;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * This process as a member of the cluster.
 *
 * @param role the role
 * @param workerId the id of a worker, or {@code null}
 * @since 0.1.0
 */
public record ClusterMember(ClusterRole role, @Nullable Integer workerId) implements Cluster {

	private static final int ONLY_WORKER = 1;

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

	@Override
	public List<ClusterWorker> getWorkers() {
		return List.of(new ClusterWorker(ONLY_WORKER, ProcessHandle.current().pid(), WorkerState.LISTENING, 1, null));
	}

	@Override
	public Integer getLeaderId() {
		return ONLY_WORKER;
	}

	@Override
	public boolean isLeader() {
		return true;
	}

}
