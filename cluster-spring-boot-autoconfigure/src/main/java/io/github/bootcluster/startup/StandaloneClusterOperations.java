package io.github.bootcluster.startup;

import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * {@link ClusterOperations} in a standalone process, where there is nothing to look at or
 * to steer.
 *
 * @since 0.1.0
 */
public final class StandaloneClusterOperations implements ClusterOperations {

	/**
	 * Return operations that have an effect.
	 * @param operations provides the operations of this process
	 * @return the operations, or {@code null} if they are those of a standalone process
	 */
	public static @Nullable ClusterOperations leaveOut(ObjectProvider<ClusterOperations> operations) {
		ClusterOperations found = operations.getIfAvailable();
		return (found instanceof StandaloneClusterOperations) ? null : found;
	}

	@Override
	public ClusterStatus getStatus() {
		throw unavailable();
	}

	@Override
	public List<String> getLastOutput(int id) {
		throw unavailable();
	}

	@Override
	public void restart() {
		throw unavailable();
	}

	@Override
	public void restart(int id) {
		throw unavailable();
	}

	@Override
	public void scale(int workers) {
		throw unavailable();
	}

	@Override
	public void stop(int id) {
		throw unavailable();
	}

	private static ClusterUnavailableException unavailable() {
		return new ClusterUnavailableException(
				"This process runs standalone: set 'cluster.workers' to have it launch a cluster", null);
	}

}
