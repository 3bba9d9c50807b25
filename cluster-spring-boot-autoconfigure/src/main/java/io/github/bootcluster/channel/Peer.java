package io.github.bootcluster.channel;

import io.github.bootcluster.ClusterAddress;

/**
 * One process of a cluster as sender or receiver of parcels. Unlike a
 * {@link ClusterAddress} it does not mean the successors of the process.
 *
 * @param workerId the id of a worker, or 0 for the primary
 * @param pid the id of the process, or 0 for the primary
 */
public record Peer(int workerId, long pid) {

	/**
	 * The primary.
	 */
	public static final Peer PRIMARY = new Peer(0, 0);

	/**
	 * Return the address that this process has, as long as it serves.
	 * @return the address
	 */
	public ClusterAddress toAddress() {
		return equals(PRIMARY) ? ClusterAddress.primary() : ClusterAddress.worker(this.workerId);
	}

}
