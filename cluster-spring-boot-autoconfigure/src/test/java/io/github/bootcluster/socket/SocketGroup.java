package io.github.bootcluster.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.awaitility.Awaitility;

/**
 * Sockets with names that share a port by {@code SO_REUSEPORT}, in the order in which
 * they began to listen, and clients that connect to it.
 */
final class SocketGroup implements Closeable {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final ProtocolFamily family;

	private final InetAddress address;

	private final Selector selector = Selector.open();

	private final Map<String, ServerSocketChannel> sockets = new LinkedHashMap<>();

	private int port;

	SocketGroup(ProtocolFamily family, InetAddress address, int port) throws IOException {
		this.family = family;
		this.address = address;
		this.port = port;
	}

	int getPort() {
		return this.port;
	}

	SocketGroup listen(String... names) throws IOException {
		for (String name : names) {
			listen(name);
		}
		return this;
	}

	private void listen(String name) throws IOException {
		ServerSocketChannel socket = ServerSocketChannel.open(this.family);
		this.sockets.put(name, socket);
		socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		socket.bind(new InetSocketAddress(this.address, this.port));
		this.port = socket.socket().getLocalPort();
		socket.configureBlocking(false).register(this.selector, SelectionKey.OP_ACCEPT, name);
	}

	void close(String name) throws IOException {
		this.sockets.remove(name).close();
		this.selector.selectNow();
	}

	/**
	 * Connect clients one after the other, each of which is accepted and reset.
	 * @param host the address to connect to
	 * @param count the number of clients
	 * @return how many clients each socket that got one accepted, by name
	 */
	Map<String, Integer> spread(InetAddress host, int count) throws IOException {
		Map<String, Integer> accepted = new TreeMap<>();
		for (int i = 0; i < count; i++) {
			try (SocketChannel client = connect(host)) {
				accepted.merge(acceptAnywhere(), 1, Integer::sum);
				client.setOption(StandardSocketOptions.SO_LINGER, 0);
			}
		}
		return accepted;
	}

	SocketChannel connect(InetAddress host) throws IOException {
		return SocketChannel.open(new InetSocketAddress(host, this.port));
	}

	/**
	 * Accept the connection that comes next.
	 * @return the name of the socket that got it
	 */
	String acceptAnywhere() throws IOException {
		if (this.selector.select(TIMEOUT_MILLIS) != 1) {
			throw new IOException("One connection was expected at port %d, but there are those of %s"
				.formatted(this.port, this.selector.selectedKeys()));
		}
		SelectionKey key = this.selector.selectedKeys().iterator().next();
		this.selector.selectedKeys().clear();
		((ServerSocketChannel) key.channel()).accept().close();
		return (String) key.attachment();
	}

	/**
	 * Accept the next connection of one socket.
	 * @param name the name of the socket
	 * @return the connection
	 */
	SocketChannel accept(String name) {
		ServerSocketChannel socket = this.sockets.get(name);
		return Awaitility.await().until(socket::accept, Objects::nonNull);
	}

	@Override
	public void close() throws IOException {
		this.selector.close();
		for (ServerSocketChannel socket : this.sockets.values()) {
			socket.close();
		}
	}

}
