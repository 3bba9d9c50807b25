package io.github.bootcluster.integration;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends one HTTP/1.1 request after the other, on one connection for as long as the server
 * keeps it. Like a browser it looks whether an idle connection was closed before it sends
 * on it, and unlike a browser it sends nothing twice.
 */
final class LoadConnection implements Closeable {

	private final InetSocketAddress address;

	private final ByteBuffer request;

	private final boolean keepAlive;

	private final int timeout;

	private SocketChannel channel;

	private InputStream input;

	private int connects;

	/**
	 * Create a new connection, which is not yet open.
	 * @param port the port on the loopback address
	 * @param path the path to get
	 * @param keepAlive whether to ask the server to keep the connection
	 * @param timeout how long the server may take to accept or to answer
	 */
	LoadConnection(int port, String path, boolean keepAlive, Duration timeout) {
		this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.request = ByteBuffer.wrap("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: %s\r\n\r\n"
			.formatted(path, port, keepAlive ? "keep-alive" : "close")
			.getBytes(StandardCharsets.ISO_8859_1));
		this.keepAlive = keepAlive;
		this.timeout = Math.toIntExact(timeout.toMillis());
	}

	int getConnects() {
		return this.connects;
	}

	/**
	 * Send a request and read its response.
	 * @return whether the answer was one of success
	 * @throws LoadFailureException if there was no answer
	 */
	LoadOutcome exchange() throws LoadFailureException {
		try {
			connect();
			send();
			return receive();
		}
		catch (LoadFailureException ex) {
			close();
			throw ex;
		}
	}

	private void connect() throws LoadFailureException {
		if (isOpen()) {
			return;
		}
		close();
		try {
			this.channel = SocketChannel.open();
			this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			this.channel.socket().connect(this.address, this.timeout);
			this.channel.socket().setSoTimeout(this.timeout);
			this.input = new BufferedInputStream(this.channel.socket().getInputStream());
			this.connects++;
		}
		catch (SocketTimeoutException ex) {
			throw new LoadFailureException(LoadOutcome.TIMEOUT, ex);
		}
		catch (IOException ex) {
			throw new LoadFailureException(LoadOutcome.CONNECT_ERROR, ex);
		}
	}

	private boolean isOpen() {
		return this.channel != null && this.channel.isOpen() && !hasEnded();
	}

	private boolean hasEnded() {
		try {
			this.channel.configureBlocking(false);
			int read = this.channel.read(ByteBuffer.allocate(1));
			this.channel.configureBlocking(true);
			return read != 0;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private void send() throws LoadFailureException {
		try {
			this.request.rewind();
			while (this.request.hasRemaining()) {
				this.channel.write(this.request);
			}
		}
		catch (IOException ex) {
			throw new LoadFailureException(isReset(ex) ? LoadOutcome.RESET : LoadOutcome.WRITE_ERROR, ex);
		}
	}

	private LoadOutcome receive() throws LoadFailureException {
		try {
			LoadResponse response = LoadResponse.read(this.input);
			if (!this.keepAlive || !response.isKeptAlive()) {
				close();
			}
			return response.isSuccess() ? LoadOutcome.SUCCESS : LoadOutcome.OTHER_STATUS;
		}
		catch (SocketTimeoutException ex) {
			throw new LoadFailureException(LoadOutcome.TIMEOUT, ex);
		}
		catch (IOException ex) {
			throw new LoadFailureException(isReset(ex) ? LoadOutcome.RESET : LoadOutcome.READ_ERROR, ex);
		}
	}

	private static boolean isReset(IOException ex) {
		return String.valueOf(ex.getMessage()).startsWith("Connection reset");
	}

	@Override
	public void close() {
		try {
			if (this.channel != null) {
				this.channel.close();
			}
		}
		catch (IOException ex) {
			// nothing is sent on it any more
			this.channel = null;
		}
	}

}
