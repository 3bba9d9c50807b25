package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;

/**
 * Endpoints of a primary and two workers in one JVM, whose parcels can be held back or
 * dropped on the way.
 */
class MessageNetwork {

	static final int MAX_SIZE = 64 * 1024;

	static final Peer FIRST = new Peer(1, 101);

	static final Peer SECOND = new Peer(2, 102);

	private final Duration sendTimeout;

	private final Map<Peer, MessageEndpoint> endpoints = new ConcurrentHashMap<>();

	private final Map<Peer, Queue<Parcel>> held = new ConcurrentHashMap<>();

	private final Set<Peer> blocked = ConcurrentHashMap.newKeySet();

	private final TestCluster primaryCluster = new TestCluster(ClusterRole.PRIMARY);

	private final TestCluster workerCluster = TestCluster.worker();

	MessageNetwork(Duration sendTimeout) {
		this.sendTimeout = sendTimeout;
		setWorkers(WorkerState.LISTENING, WorkerState.LISTENING);
	}

	void setWorkers(WorkerState first, WorkerState second) {
		for (TestCluster cluster : new TestCluster[] { this.primaryCluster, this.workerCluster }) {
			cluster.setWorkers(new ClusterWorker(FIRST.workerId(), FIRST.pid(), first, 1, null),
					new ClusterWorker(SECOND.workerId(), SECOND.pid(), second, 1, null));
		}
	}

	MessageEndpoint join(Peer self, MessageReceiver receiver) {
		MessageEndpoint endpoint = new MessageEndpoint(self,
				self.equals(Peer.PRIMARY) ? this.primaryCluster : this.workerCluster, this::carry, this.sendTimeout,
				new PayloadMapper(() -> null, MAX_SIZE), receiver);
		this.endpoints.put(self, endpoint);
		return endpoint;
	}

	/**
	 * Keep what is for a receiver until it is released.
	 * @param receiver the receiver
	 */
	void hold(Peer receiver) {
		this.held.put(receiver, new ConcurrentLinkedQueue<>());
	}

	Queue<Parcel> getHeld(Peer receiver) {
		return this.held.get(receiver);
	}

	void release(Peer receiver) {
		for (List<Parcel> next = takeHeld(receiver); !next.isEmpty(); next = takeHeld(receiver)) {
			next.forEach(this::deliver);
		}
	}

	/*
	 * What is sent meanwhile waits behind what is held.
	 */
	private List<Parcel> takeHeld(Peer receiver) {
		synchronized (this.held) {
			List<Parcel> taken = List.copyOf(this.held.get(receiver));
			this.held.get(receiver).clear();
			if (taken.isEmpty()) {
				this.held.remove(receiver);
			}
			return taken;
		}
	}

	/**
	 * Take nothing for a receiver any more.
	 * @param receiver the receiver
	 */
	void block(Peer receiver) {
		this.blocked.add(receiver);
	}

	void depart(Peer peer) {
		this.endpoints.remove(peer);
		this.endpoints.forEach((other, endpoint) -> endpoint.received(new Parcel(Kind.DEPARTURE, peer, other, 0, "")));
	}

	private boolean carry(Parcel parcel) {
		if (this.blocked.contains(parcel.to())) {
			return false;
		}
		if (!isKept(parcel)) {
			deliver(parcel);
		}
		return true;
	}

	private boolean isKept(Parcel parcel) {
		synchronized (this.held) {
			Queue<Parcel> queue = this.held.get(parcel.to());
			return queue != null && queue.add(parcel);
		}
	}

	private void deliver(Parcel parcel) {
		MessageEndpoint endpoint = this.endpoints.get(parcel.to());
		if (endpoint != null) {
			endpoint.received(parcel);
		}
	}

}
