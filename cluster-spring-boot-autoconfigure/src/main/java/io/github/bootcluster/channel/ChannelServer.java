package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The primary's end of the channel. Whatever a connection does that it must not do ends
 * that connection, with one log line, and has no effect on the others.
 */
public final class ChannelServer implements AutoCloseable {

	private final MessageCodec codec;

	private final PeerIdentifier peers;

	private final Listener listener;

	private final ServerLimits limits;

	private final PrivateServerSocket socket;

	private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicLong numbers = new AtomicLong();

	private volatile boolean closed;

	/**
	 * Create a new server.
	 * @param socketPath the path of the socket, in a directory that belongs to the only
	 * user who may connect
	 * @param maxMessageSize the largest size of a message, in bytes
	 * @param peers finds out which process connects
	 * @param listener told of connections and messages
	 */
	public ChannelServer(Path socketPath, int maxMessageSize, PeerIdentifier peers, Listener listener) {
		this(socketPath, maxMessageSize, peers, listener, PeerOwner.KERNEL, ServerLimits.DEFAULTS);
	}

	ChannelServer(Path socketPath, int maxMessageSize, PeerIdentifier peers, Listener listener, PeerOwner owners,
			ServerLimits limits) {
		this.codec = new MessageCodec(maxMessageSize);
		this.peers = peers;
		this.listener = listener;
		this.limits = limits;
		this.socket = new PrivateServerSocket(socketPath, limits.unidentified(),
				"Workers cannot connect to the primary", this::handle, owners, limits.acceptPause());
	}

	/**
	 * Bind the socket and accept connections from now on.
	 * @throws IOException if the socket cannot be bound
	 */
	public void start() throws IOException {
		this.socket.start();
	}

	/**
	 * End all connections and remove the socket. The listener is told of every connection
	 * that ended, possibly after this method returned.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.socket.close();
		this.connections.forEach(ServerConnection::close);
	}

	private void handle(SocketChannel accepted) {
		start(new MessageChannel(accepted, this.codec, Sender.PRIMARY), this.peers.pidOf(accepted));
	}

	private void start(MessageChannel channel, OptionalLong peerPid) {
		ServerConnection connection = new ServerConnection(this.numbers.incrementAndGet(), channel, peerPid,
				this.listener, this.limits.helloTimeout(), new Bookkeeping());
		this.connections.add(connection);
		try {
			connection.start();
		}
		catch (Error ex) {
			this.connections.remove(connection);
			throw ex;
		}
		if (this.closed) {
			connection.close();
		}
	}

	/**
	 * Told of connections and messages, on the thread that reads the connection.
	 */
	public interface Listener {

		/**
		 * A process said hello.
		 * @param connection the connection, through which a {@link Message.Welcome} is to
		 * be sent if it is accepted
		 * @param hello who it claims to be
		 * @param peerPid the id of the process, or empty if the platform does not tell
		 * @return {@code false} to close the connection
		 */
		boolean connected(Connection connection, Message.Hello hello, OptionalLong peerPid);

		/**
		 * A worker sent a message. Messages of one worker come in order.
		 * @param connection a connection that was accepted
		 * @param message the message
		 */
		void received(Connection connection, Message message);

		/**
		 * A worker sent a parcel. Parcels of one worker come in order.
		 * @param connection a connection that was accepted
		 * @param parcel the parcel, whose sender is not to be believed
		 */
		void received(Connection connection, Parcel parcel);

		/**
		 * A connection ended, for whatever reason. This is called once for each
		 * connection that was accepted, and is the last call for it.
		 * @param connection a connection that was accepted
		 */
		void disconnected(Connection connection);

	}

	/**
	 * Keeps count of the connections.
	 */
	private final class Bookkeeping implements ServerConnection.Callbacks {

		@Override
		public void identified() {
			ChannelServer.this.socket.release();
		}

		@Override
		public void ended(ServerConnection connection) {
			ChannelServer.this.connections.remove(connection);
		}

	}

}
