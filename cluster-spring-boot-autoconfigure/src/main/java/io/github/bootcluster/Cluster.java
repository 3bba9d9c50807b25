package io.github.bootcluster;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * This process as a member of a cluster. Injectable in every role: a standalone process
 * is a cluster of one. All that is asked here is answered at once, from what the primary
 * last told. Safe for use by several threads.
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

	/**
	 * Return the workers by id. A worker that is being replaced is the process that
	 * serves.
	 * @return an immutable list, empty in a worker that the primary has not told yet
	 */
	List<ClusterWorker> getWorkers();

	/**
	 * Return the worker that leads the cluster.
	 * @return the leader's id, or {@code null} if nobody leads at the moment
	 */
	@Nullable Integer getLeaderId();

	/**
	 * Return whether this process leads the cluster: of all workers that listen exactly
	 * one does, and a successor is not appointed before its predecessor has stepped down
	 * or is gone. A standalone process leads itself, a primary does not lead.
	 * @return whether work that is to be done once per cluster is to be done here
	 */
	boolean isLeader();

}
