package io.github.bootcluster.channel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The primary's end of the channel. Whatever a connection does that it must not do ends
 * that connection, with one log line, and has no effect on the others.
 */
public final class ChannelServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ChannelServer.class);

	/**
	 * The most that Linux grants by default ({@code net.core.somaxconn}).
	 */
	private static final int BACKLOG = 4096;

	private final Path socketPath;

	private final MessageCodec codec;

	private final PeerIdentifier peers;

	private final PeerOwner owners;

	private final Listener listener;

	private final ServerLimits limits;

	private final Semaphore unidentified;

	private final Set<ServerConnection> connections = ConcurrentHashMap.newKeySet();

	private final AtomicLong numbers = new AtomicLong();

	private @Nullable ServerSocketChannel socket;

	private @Nullable Thread acceptThread;

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
		this.socketPath = socketPath;
		this.codec = new MessageCodec(maxMessageSize);
		this.peers = peers;
		this.listener = listener;
		this.owners = owners;
		this.limits = limits;
		this.unidentified = new Semaphore(limits.unidentified());
	}

	/**
	 * Bind the socket and accept connections from now on.
	 * @throws IOException if the socket cannot be bound
	 */
	public synchronized void start() throws IOException {
		Assert.state(this.socket == null && !this.closed, "The server was started before");
		UserPrincipal owner = Files.getOwner(this.socketPath.toAbsolutePath().resolveSibling(""));
		ServerSocketChannel socket = bind();
		AcceptLoop loop = new AcceptLoop(() -> accept(socket), (accepted) -> handle(accepted, owner),
				AcceptLoop.Pause.of(this.limits.acceptPause()));
		this.socket = socket;
		this.acceptThread = new ChannelThread("accept", loop);
		this.acceptThread.start();
	}

	/**
	 * End all connections and remove the socket. The listener is told of every connection
	 * that ended, possibly after this method returned.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.socket != null && this.acceptThread != null) {
			stopAccepting(this.socket, this.acceptThread);
		}
		this.connections.forEach(ServerConnection::close);
	}

	private ServerSocketChannel bind() throws IOException {
		ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			return socket.bind(UnixDomainSocketAddress.of(this.socketPath), BACKLOG);
		}
		catch (IOException ex) {
			socket.close();
			throw new IOException("The socket " + this.socketPath + " cannot be bound: " + ex.getMessage(), ex);
		}
	}

	private void stopAccepting(ServerSocketChannel socket, Thread acceptThread) {
		try {
			socket.close();
			acceptThread.interrupt();
			Files.deleteIfExists(this.socketPath);
		}
		catch (IOException ex) {
			logger.debug("The socket " + this.socketPath + " could not be removed", ex);
		}
	}

	private SocketChannel accept(ServerSocketChannel socket) throws IOException, InterruptedException {
		this.unidentified.acquire();
		try {
			return socket.accept();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.unidentified.release();
			throw ex;
		}
	}

	private void handle(SocketChannel accepted, UserPrincipal owner) {
		MessageChannel channel = new MessageChannel(accepted, this.codec, Sender.PRIMARY);
		try {
			requireOwner(accepted, owner);
			start(channel, this.peers.pidOf(accepted));
		}
		catch (Throwable ex) {
			logger.warn("Closing a new connection: " + ex);
			channel.close();
			this.unidentified.release();
		}
	}

	private void requireOwner(SocketChannel accepted, UserPrincipal owner) throws IOException {
		UserPrincipal user = this.owners.ownerOf(accepted);
		if (!user.equals(owner)) {
			throw new ProtocolViolationException("it is one of user " + user + ", not of " + owner);
		}
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
			ChannelServer.this.unidentified.release();
		}

		@Override
		public void ended(ServerConnection connection) {
			ChannelServer.this.connections.remove(connection);
		}

	}

}
