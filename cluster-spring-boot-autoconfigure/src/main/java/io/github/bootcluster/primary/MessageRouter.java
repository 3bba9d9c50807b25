package io.github.bootcluster.primary;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.messaging.MessageEndpoint;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Passes on the parcels of the application, on the threads that read the connections: the
 * supervisor's thread has no part in it but to say who listens. Safe for use by several
 * threads.
 */
final class MessageRouter {

	private static final Log logger = LogFactory.getLog(MessageRouter.class);

	private final Map<Peer, Connection> connections = new ConcurrentHashMap<>();

	private final Map<Connection, Peer> peers = new ConcurrentHashMap<>();

	private final Supplier<Message.Members> members;

	private volatile @Nullable MessageEndpoint endpoint;

	/**
	 * Create a new router.
	 * @param members supplies the members of the cluster: those that listen get messages,
	 * all others get replies only
	 */
	MessageRouter(Supplier<Message.Members> members) {
		this.members = members;
	}

	/**
	 * Set what takes the parcels for the primary itself.
	 * @param endpoint the endpoint
	 */
	void setEndpoint(MessageEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	void connected(Connection connection, Peer peer) {
		this.connections.put(peer, connection);
		this.peers.put(connection, peer);
	}

	/**
	 * Note that nothing more comes from a worker, and tell all who may wait for that. To
	 * be called on the thread that has read the last of it.
	 * @param connection the worker's connection
	 */
	void disconnected(Connection connection) {
		Peer departed = this.peers.remove(connection);
		if (departed != null) {
			this.connections.remove(departed, connection);
			this.connections.keySet().forEach((peer) -> deliver(departure(departed, peer)));
			deliver(departure(departed, Peer.PRIMARY));
		}
	}

	private Parcel departure(Peer departed, Peer receiver) {
		return new Parcel(Kind.DEPARTURE, departed, receiver, 0, "");
	}

	/**
	 * Pass on a parcel of a worker.
	 * @param connection the worker's connection
	 * @param parcel the parcel
	 */
	void received(Connection connection, Parcel parcel) {
		Peer sender = this.peers.get(connection);
		if (sender != null) {
			route(parcel.from(sender));
		}
	}

	/**
	 * Pass on a parcel.
	 * @param parcel the parcel, of a sender that is to be believed
	 * @return {@code true}, as its sender is told if it is refused
	 */
	boolean route(Parcel parcel) {
		if (!isWanted(parcel) || !deliver(parcel)) {
			refuse(parcel);
		}
		return true;
	}

	private boolean isWanted(Parcel parcel) {
		return !parcel.kind().isForListeners() || isListening(parcel.to());
	}

	private boolean isListening(Peer peer) {
		return peer.equals(Peer.PRIMARY) || this.members.get()
			.workers()
			.stream()
			.anyMatch((worker) -> worker.isListening() && worker.id() == peer.workerId()
					&& Long.valueOf(peer.pid()).equals(worker.pid()));
	}

	private void refuse(Parcel parcel) {
		if (isConnected(parcel.to())) {
			refuse(parcel, isWanted(parcel) ? "it does not read what it is sent" : "it does not listen");
		}
		else {
			refuse(parcel, "it has ended");
			// its sender may have begun to remember it after it was gone
			deliver(departure(parcel.to(), parcel.from()));
		}
	}

	private boolean isConnected(Peer peer) {
		return peer.equals(Peer.PRIMARY) || this.connections.containsKey(peer);
	}

	private void refuse(Parcel parcel, String reason) {
		switch (parcel.kind()) {
			case NOTICE, REQUEST -> deliver(parcel.answer(Kind.REFUSAL, reason));
			case REPLY -> deliver(parcel.unread());
			default -> logger.debug("Dropped %s: %s".formatted(parcel, reason));
		}
	}

	private boolean deliver(Parcel parcel) {
		if (parcel.to().equals(Peer.PRIMARY)) {
			return deliverHere(parcel);
		}
		Connection connection = this.connections.get(parcel.to());
		return connection != null && connection.send(parcel);
	}

	private boolean deliverHere(Parcel parcel) {
		MessageEndpoint here = this.endpoint;
		if (here != null) {
			here.received(parcel);
		}
		return here != null;
	}

}
