package io.github.bootcluster.actuate;

/**
 * This process belongs to no cluster, so there is nothing to look at or to steer.
 */
class NotClusteredException extends IllegalStateException {

	NotClusteredException() {
		super("This process is not part of a cluster");
	}

}
