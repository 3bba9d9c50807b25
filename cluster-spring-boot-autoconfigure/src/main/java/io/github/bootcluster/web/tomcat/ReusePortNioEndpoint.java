package io.github.bootcluster.web.tomcat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.apache.tomcat.util.net.Acceptor.AcceptorState;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * {@link NioEndpoint} that shares its port with other processes. An inherited channel and
 * a Unix domain socket are left as they are.
 */
final class ReusePortNioEndpoint extends NioEndpoint {

	private static final Duration UNLOCK_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration UNLOCK_POLL_INTERVAL = Duration.ofNanos(100_000);

	private volatile @Nullable ReusePortServerSocket socket;

	@Override
	protected void initServerSocket() throws Exception {
		if (getUseInheritedChannel() || getUnixDomainSocketPath() != null) {
			super.initServerSocket();
			return;
		}
		InetSocketAddress address = new InetSocketAddress(getAddress(), getPortWithOffset());
		this.socket = ReusePortServerSocket.open(address, getAcceptCount(), getSocketProperties());
	}

	@Override
	protected NetworkChannel getServerSocket() {
		ReusePortServerSocket socket = this.socket;
		return (socket != null) ? socket.getChannel() : super.getServerSocket();
	}

	@Override
	protected @Nullable SocketChannel serverSocketAccept() throws Exception {
		ReusePortServerSocket socket = this.socket;
		return (socket != null) ? socket.accept() : super.serverSocketAccept();
	}

	/*
	 * Tomcat connects to its own port, which another process may well answer.
	 */
	@Override
	protected void unlockAccept() {
		ReusePortServerSocket socket = this.socket;
		if (socket == null) {
			super.unlockAccept();
			return;
		}
		socket.wakeUp();
		awaitAcceptor();
	}

	private void awaitAcceptor() {
		long start = System.nanoTime();
		while (isAcceptorRunning() && System.nanoTime() - start < UNLOCK_TIMEOUT.toNanos()) {
			LockSupport.parkNanos(UNLOCK_POLL_INTERVAL.toNanos());
		}
	}

	private boolean isAcceptorRunning() {
		return this.acceptor != null && this.acceptor.getState() == AcceptorState.RUNNING;
	}

	@Override
	protected boolean setSocketOptions(@Nullable SocketChannel connection) {
		if (connection == null) {
			countDownConnection();
			return true;
		}
		return super.setSocketOptions(connection);
	}

	@Override
	protected void destroySocket(@Nullable SocketChannel connection) {
		if (connection == null) {
			countDownConnection();
			return;
		}
		super.destroySocket(connection);
	}

	@Override
	protected void doCloseServerSocket() throws IOException {
		ReusePortServerSocket socket = this.socket;
		if (socket == null) {
			super.doCloseServerSocket();
			return;
		}
		this.socket = null;
		socket.close();
	}

	/**
	 * Return the number of open connections.
	 * @return the number
	 */
	int getOpenConnections() {
		return this.connections.size();
	}

}
