package io.github.bootcluster;

import java.time.Duration;
import java.util.List;

/**
 * Looks at a cluster and steers it, from the primary or from any worker. An operation
 * returns when it was accepted, not when it is done. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface ClusterOperations {

	/**
	 * Return the state of the cluster.
	 * @return the status at this moment
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	ClusterStatus getStatus();

	/**
	 * Return the state of the cluster, or fail soon.
	 * @param timeout how long the primary may take to answer if this process is not the
	 * primary itself
	 * @return the status at this moment
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	default ClusterStatus getStatus(Duration timeout) {
		return getStatus();
	}

	/**
	 * Return the last lines that the previous process of a worker wrote, if it ended
	 * without being asked to: 100 at most, without colors.
	 * @param id the id of the worker
	 * @return the lines, the oldest first; none if it was asked to end, or there was none
	 * @throws UnknownWorkerException if there is no such worker
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	List<String> getLastOutput(int id);

	/**
	 * Replace all workers, one after the other, each replacement serving before its
	 * predecessor stops.
	 * @throws RollingRestartInProgressException if a rolling restart is running
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	void restart();

	/**
	 * Replace one worker; the replacement serves before its predecessor stops.
	 * @param id the id of the worker
	 * @throws UnknownWorkerException if there is no such worker
	 * @throws RollingRestartInProgressException if a rolling restart is running
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	void restart(int id);

	/**
	 * Change the number of workers.
	 * @param workers the number of workers, at least 1
	 * @throws IllegalArgumentException if the number is below 1 or above 1024
	 * @throws RollingRestartInProgressException if a rolling restart is running
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	void scale(int workers);

	/**
	 * Stop one worker and have one fewer from then on.
	 * @param id the id of the worker
	 * @throws UnknownWorkerException if there is no such worker
	 * @throws IllegalArgumentException if it is the only worker
	 * @throws RollingRestartInProgressException if a rolling restart is running
	 * @throws ClusterUnavailableException if the primary does not answer in time
	 */
	void stop(int id);

}
