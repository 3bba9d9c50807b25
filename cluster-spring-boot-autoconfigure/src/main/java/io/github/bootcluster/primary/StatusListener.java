package io.github.bootcluster.primary;

import java.util.function.Supplier;

import io.github.bootcluster.ClusterStatus;

/**
 * Hears of the status of the cluster.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StatusListener {

	/**
	 * The supervisor has looked at the cluster, which it does whenever something happens
	 * and at least every second, unless it hangs. Called on its thread: must not block.
	 * @param status supplies the status, which may have changed
	 */
	void statusChanged(Supplier<ClusterStatus> status);

}
