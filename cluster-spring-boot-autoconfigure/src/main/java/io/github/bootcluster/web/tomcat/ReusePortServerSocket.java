package io.github.bootcluster.web.tomcat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;

/**
 * A server socket with {@code SO_REUSEPORT} whose {@link #accept()} can be woken up
 * without a connection: one made for that purpose could be given to another process.
 */
final class ReusePortServerSocket implements Closeable {

	private final ServerSocketChannel channel;

	private final Selector selector;

	private ReusePortServerSocket(ServerSocketChannel channel, Selector selector) {
		this.channel = channel;
		this.selector = selector;
	}

	/**
	 * Open a socket that listens.
	 * @param address the address
	 * @param backlog the length of the accept queue
	 * @param properties further properties of the socket
	 * @return the socket
	 * @throws IOException if the address cannot be bound
	 */
	static ReusePortServerSocket open(InetSocketAddress address, int backlog, SocketProperties properties)
			throws IOException {
		ReusePortServerSocket socket = new ReusePortServerSocket(ServerSocketChannel.open(), Selector.open());
		try {
			socket.listen(address, backlog, properties);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			socket.close();
			throw ex;
		}
	}

	private void listen(InetSocketAddress address, int backlog, SocketProperties properties) throws IOException {
		properties.setProperties(this.channel.socket());
		this.channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		this.channel.bind(address, backlog);
		this.channel.configureBlocking(false);
		this.channel.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	ServerSocketChannel getChannel() {
		return this.channel;
	}

	/**
	 * Wait for a connection.
	 * @return the connection, or {@code null} if woken up without one
	 * @throws IOException if the socket has failed
	 */
	@Nullable SocketChannel accept() throws IOException {
		SocketChannel connection = this.channel.accept();
		if (connection == null) {
			this.selector.select();
			this.selector.selectedKeys().clear();
			connection = this.channel.accept();
		}
		return connection;
	}

	/**
	 * Let the current or else the next {@link #accept()} return.
	 */
	void wakeUp() {
		this.selector.wakeup();
	}

	/*
	 * A channel that is registered stays open in the kernel until its selector is closed.
	 */
	@Override
	public void close() throws IOException {
		try (this.selector) {
			this.channel.close();
		}
	}

}
