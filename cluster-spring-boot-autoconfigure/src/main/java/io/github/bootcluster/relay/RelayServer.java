package io.github.bootcluster.relay;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.bootcluster.channel.PrivateServerSocket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Answers what others pass on to this worker: one request per connection, so many of them
 * at a time. Whatever a connection does that it must not do ends that connection, with
 * one log line, and has no effect on the others.
 *
 * @since 0.1.0
 */
public final class RelayServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RelayServer.class);

	private final Path path;

	private final RelayHandler handler;

	private final RelayLimits limits;

	private final PrivateServerSocket socket;

	private final RelayThreads threads = new RelayThreads("server");

	private final RelayCodec codec = new RelayCodec();

	/**
	 * Create a new server.
	 * @param path the path of the socket, in a directory that belongs to the only user
	 * who may connect
	 * @param handler answers the requests
	 */
	public RelayServer(Path path, RelayHandler handler) {
		this(path, handler, RelayLimits.DEFAULTS);
	}

	RelayServer(Path path, RelayHandler handler, RelayLimits limits) {
		this.path = path;
		this.handler = handler;
		this.limits = limits;
		this.socket = new PrivateServerSocket(path, limits.connections(),
				"Requests of other workers cannot be accepted", this::accepted);
	}

	/**
	 * Accept requests from now on.
	 * @throws IOException if the socket cannot be bound
	 */
	public void start() throws IOException {
		// of a process that had the same id
		Files.deleteIfExists(this.path);
		this.socket.start();
	}

	/**
	 * End all connections and remove the socket.
	 */
	@Override
	public void close() {
		this.socket.close();
		this.threads.close();
	}

	private void accepted(SocketChannel accepted) {
		RelayChannel channel = new RelayChannel(accepted, this.threads.timer());
		this.threads.workers().execute(() -> serve(channel));
	}

	private void serve(RelayChannel channel) {
		try {
			new RelayConnection(channel, this.codec, this.handler, this.limits).run();
		}
		finally {
			close(channel);
			this.socket.release();
		}
	}

	private void close(RelayChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

}
