package io.github.bootcluster.channel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A Unix domain socket that accepts the connections of one user, and so many of them at a
 * time; more are left to wait in the queue of the kernel.
 */
public final class PrivateServerSocket implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(PrivateServerSocket.class);

	/**
	 * The most that Linux grants by default ({@code net.core.somaxconn}).
	 */
	private static final int BACKLOG = 4096;

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Path path;

	private final Semaphore permits;

	private final Consumer<SocketChannel> handler;

	private final String complaint;

	private final PeerOwner owners;

	private final Duration pause;

	private @Nullable ServerSocketChannel socket;

	private @Nullable Thread thread;

	private boolean closed;

	/**
	 * Create a new socket.
	 * @param path the path of the socket, in a directory that belongs to the only user
	 * who may connect
	 * @param permits how many connections are accepted before one is {@link #release()
	 * released}
	 * @param complaint what is logged if no connection can be accepted for a while
	 * @param handler given each connection, on the thread that accepts them, to be closed
	 * and released by it; if it fails that is done here
	 */
	public PrivateServerSocket(Path path, int permits, String complaint, Consumer<SocketChannel> handler) {
		this(path, permits, complaint, handler, PeerOwner.KERNEL, PAUSE);
	}

	PrivateServerSocket(Path path, int permits, String complaint, Consumer<SocketChannel> handler, PeerOwner owners,
			Duration pause) {
		this.path = path;
		this.permits = new Semaphore(permits);
		this.complaint = complaint;
		this.handler = handler;
		this.owners = owners;
		this.pause = pause;
	}

	/**
	 * Bind the socket and accept connections from now on.
	 * @throws IOException if the socket cannot be bound
	 */
	public synchronized void start() throws IOException {
		Assert.state(this.socket == null && !this.closed, "The server was started before");
		UserPrincipal owner = Files.getOwner(this.path.toAbsolutePath().resolveSibling(""));
		ServerSocketChannel bound = bind();
		AcceptLoop loop = new AcceptLoop(() -> accept(bound), (accepted) -> handle(accepted, owner),
				AcceptLoop.Pause.of(this.pause), this.complaint);
		this.socket = bound;
		this.thread = new ChannelThread("accept", loop);
		this.thread.start();
	}

	/**
	 * Let another connection in.
	 */
	public void release() {
		this.permits.release();
	}

	/**
	 * Accept no more connections, and remove the socket. Those that were accepted stay as
	 * they are.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.socket != null && this.thread != null) {
			stop(this.socket, this.thread);
		}
	}

	private ServerSocketChannel bind() throws IOException {
		ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			return opened.bind(UnixDomainSocketAddress.of(this.path), BACKLOG);
		}
		catch (IOException ex) {
			opened.close();
			throw new IOException("The socket " + this.path + " cannot be bound: " + ex.getMessage(), ex);
		}
	}

	private void stop(ServerSocketChannel bound, Thread thread) {
		try {
			bound.close();
			thread.interrupt();
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			logger.debug("The socket " + this.path + " could not be removed", ex);
		}
	}

	private SocketChannel accept(ServerSocketChannel bound) throws IOException, InterruptedException {
		this.permits.acquire();
		try {
			return bound.accept();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.permits.release();
			throw ex;
		}
	}

	private void handle(SocketChannel accepted, UserPrincipal owner) {
		try {
			requireOwner(accepted, owner);
			this.handler.accept(accepted);
		}
		catch (Throwable ex) {
			logger.warn("Closing a new connection: " + ex);
			close(accepted);
			release();
		}
	}

	private void requireOwner(SocketChannel accepted, UserPrincipal owner) throws IOException {
		UserPrincipal user = this.owners.ownerOf(accepted);
		if (!user.equals(owner)) {
			throw new ProtocolViolationException("it is one of user " + user + ", not of " + owner);
		}
	}

	private void close(SocketChannel accepted) {
		try {
			accepted.close();
		}
		catch (IOException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

}
