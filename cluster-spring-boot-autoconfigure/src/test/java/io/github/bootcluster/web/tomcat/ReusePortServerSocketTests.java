package io.github.bootcluster.web.tomcat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link ReusePortServerSocket}.
 */
class ReusePortServerSocketTests {

	private ReusePortServerSocket socket;

	@BeforeEach
	void open() throws IOException {
		this.socket = open(0);
	}

	@AfterEach
	void close() throws IOException {
		this.socket.close();
	}

	@Test
	void openSharesPort() throws IOException {
		assertThat(this.socket.getChannel().getOption(StandardSocketOptions.SO_REUSEPORT)).isTrue();
		try (ReusePortServerSocket other = open(localAddress().getPort())) {
			assertThat(other.getChannel().getLocalAddress()).isEqualTo(localAddress());
		}
	}

	@Test
	void openWhenPortIsNotSharedFails() throws IOException {
		try (ServerSocketChannel other = ServerSocketChannel.open()) {
			other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			int port = ((InetSocketAddress) other.getLocalAddress()).getPort();
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> open(port));
		}
	}

	@Test
	void acceptWhenClientConnectsReturnsConnection() throws Exception {
		CompletableFuture<@Nullable SocketChannel> accepted = accept();
		try (SocketChannel client = SocketChannel.open(localAddress());
				SocketChannel connection = accepted.get(10, TimeUnit.SECONDS)) {
			assertThat(connection.getRemoteAddress()).isEqualTo(client.getLocalAddress());
			assertThat(connection.isBlocking()).isTrue();
		}
	}

	@Test
	void acceptWhenWokenUpReturnsNull() throws Exception {
		CompletableFuture<@Nullable SocketChannel> accepted = accept();
		this.socket.wakeUp();
		assertThat(accepted.get(10, TimeUnit.SECONDS)).isNull();
	}

	@Test
	void acceptWhenWokenUpBeforeReturnsNull() throws Exception {
		this.socket.wakeUp();
		assertThat(this.socket.accept()).isNull();
	}

	@Test
	void closeEndsAcceptAndReleasesPort() throws Exception {
		InetSocketAddress address = localAddress();
		CompletableFuture<@Nullable SocketChannel> accepted = accept();
		this.socket.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> accepted.get(10, TimeUnit.SECONDS));
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(this.socket::accept);
		try (ServerSocketChannel other = ServerSocketChannel.open()) {
			assertThatNoException().isThrownBy(() -> other.bind(address));
		}
	}

	private ReusePortServerSocket open(int port) throws IOException {
		return ReusePortServerSocket.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10,
				new SocketProperties());
	}

	private InetSocketAddress localAddress() throws IOException {
		return (InetSocketAddress) this.socket.getChannel().getLocalAddress();
	}

	private CompletableFuture<@Nullable SocketChannel> accept() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.socket.accept();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

}
