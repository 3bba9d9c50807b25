package io.github.bootcluster.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * A TCP port that belongs to this process until {@linkplain #close() closed}, while other
 * processes of the same user may listen on it with {@code SO_REUSEPORT}. Whoever binds
 * the port without that option is told that it is in use. The socket behind it does not
 * listen and so gets no connections.
 *
 * @since 0.1.0
 */
public final class PortReservation implements AutoCloseable {

	private static final int ATTEMPTS = 8;

	private static final int MAX_PAUSE_MILLIS = 10;

	private final SocketChannel socket;

	private final int port;

	private PortReservation(SocketChannel socket, int port) {
		this.socket = socket;
		this.port = port;
	}

	/**
	 * Reserve a port that nobody holds, not even a process of the same user that would
	 * share it. Connections of an earlier run that are still in {@code TIME_WAIT} do not
	 * count.
	 * @param address the local address, or {@code null} for all addresses
	 * @param port the port from 0 to 65535, where 0 lets the system choose a free one
	 * @return the reservation
	 * @throws BindException if the port is in use, is privileged, or the address is not
	 * one of this machine
	 * @throws IOException if the reservation fails for another reason
	 * @throws UnsupportedOperationException if the platform has no {@code SO_REUSEPORT}
	 */
	public static PortReservation reserve(@Nullable InetAddress address, int port) throws IOException {
		return reserve(new InetSocketAddress(address, port), ATTEMPTS);
	}

	/*
	 * Of two processes that call listen(2) at the same instant Linux may refuse both, as
	 * each announces itself before the check.
	 */
	private static PortReservation reserve(InetSocketAddress address, int attempts) throws IOException {
		try {
			return tryReserve(address);
		}
		catch (BindException ex) {
			if (attempts == 1) {
				throw ex;
			}
			pause();
			return reserve(address, attempts - 1);
		}
	}

	private static PortReservation tryReserve(InetSocketAddress address) throws IOException {
		try (ServerSocketChannel exclusive = ServerSocketChannel.open()) {
			exclusive.bind(address, 1);
			InetSocketAddress bound = (InetSocketAddress) exclusive.getLocalAddress();
			exclusive.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			return new PortReservation(bindShared(bound), bound.getPort());
		}
	}

	/*
	 * SO_REUSEADDR is needed to get past TIME_WAIT. After that it has to go, otherwise
	 * any server that sets it (all in Java do) could bind and listen.
	 */
	private static SocketChannel bindShared(InetSocketAddress address) throws IOException {
		SocketChannel socket = SocketChannel.open();
		try {
			socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			socket.bind(address);
			socket.setOption(StandardSocketOptions.SO_REUSEADDR, false);
			return socket;
		}
		catch (IOException | RuntimeException ex) {
			close(socket, ex);
			throw ex;
		}
	}

	private static void close(NetworkChannel channel, Exception cause) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
	}

	private static void pause() throws InterruptedIOException {
		try {
			Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS) + 1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while reserving a port");
		}
	}

	/**
	 * Return the reserved port.
	 * @return the port, from 1 to 65535
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * End the reservation. Processes that listen on the port go on doing so.
	 * @throws IOException if the socket cannot be closed
	 */
	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
