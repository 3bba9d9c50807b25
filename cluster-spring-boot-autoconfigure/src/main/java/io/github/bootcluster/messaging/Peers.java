package io.github.bootcluster.messaging;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.MessageNotDeliveredException;
import io.github.bootcluster.channel.Peer;

/**
 * Knows which process has which address at the moment.
 */
final class Peers {

	private final Cluster cluster;

	private final Peer self;

	Peers(Cluster cluster, Peer self) {
		this.cluster = cluster;
		this.self = self;
	}

	/**
	 * Return the process that has an address.
	 * @param address the address
	 * @return the process
	 * @throws MessageNotDeliveredException if there is none, or it does not listen
	 */
	Peer get(ClusterAddress address) {
		if (this.cluster.getRole() == ClusterRole.STANDALONE) {
			return this.self;
		}
		return (address.workerId() != null) ? getWorker(address, address.workerId()) : Peer.PRIMARY;
	}

	private Peer getWorker(ClusterAddress address, int id) {
		ClusterWorker worker = this.cluster.getWorkers()
			.stream()
			.filter((candidate) -> candidate.id() == id)
			.findFirst()
			.orElseThrow(() -> new MessageNotDeliveredException(address, "there is no such worker"));
		if (!worker.isListening()) {
			throw new MessageNotDeliveredException(address, "it is " + worker.state());
		}
		return toPeer(worker);
	}

	/**
	 * Return all processes that listen, except this one.
	 * @return the primary and the workers
	 */
	List<Peer> others() {
		Stream<Peer> workers = this.cluster.getWorkers().stream().filter(ClusterWorker::isListening).map(Peers::toPeer);
		Stream<Peer> primary = Stream.of(Peer.PRIMARY)
			.filter((peer) -> this.cluster.getRole() != ClusterRole.STANDALONE);
		return Stream.concat(primary, workers).filter((peer) -> !peer.equals(this.self)).toList();
	}

	private static Peer toPeer(ClusterWorker worker) {
		return new Peer(worker.id(), Objects.requireNonNull(worker.pid()));
	}

}
