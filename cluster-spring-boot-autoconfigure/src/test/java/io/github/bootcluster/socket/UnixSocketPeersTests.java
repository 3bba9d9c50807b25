package io.github.bootcluster.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnixSocketPeers}.
 */
class UnixSocketPeersTests {

	private static final Path PROC = Path.of("/proc/self");

	private final long ownPid = ProcessHandle.current().pid();

	private final List<SocketChannel> clients = new ArrayList<>();

	@TempDir
	private Path directory;

	private Path path;

	private ServerSocketChannel server;

	@BeforeEach
	void listen() throws IOException {
		this.path = this.directory.resolve("a socket");
		this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		this.server.bind(UnixDomainSocketAddress.of(this.path));
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		for (SocketChannel client : this.clients) {
			client.close();
		}
	}

	@Test
	void pidOfReturnsProcessThatConnected() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(peers.pidOf(accepted)).hasValue(this.ownPid);
		}
	}

	@Test
	void pidOfWhenOthersAreConnectedReturnsProcessThatConnectedLast() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		try (SocketChannel first = connectAndAccept()) {
			assertThat(peers.pidOf(first)).hasValue(this.ownPid);
			try (SocketChannel second = connectAndAccept()) {
				assertThat(peers.pidOf(second)).hasValue(this.ownPid);
			}
		}
	}

	@Test
	void pidOfWhenOthersAreWaitingToBeAcceptedReturnsProcess() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		connect();
		connect();
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(peers.pidOf(accepted)).hasValue(this.ownPid);
		}
	}

	@Test
	void pidOfWhenNotTheNewestIsEmpty() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		try (SocketChannel accepted = connectAndAccept()) {
			peers.pidOf(accepted);
			assertThat(peers.pidOf(accepted)).isEmpty();
		}
	}

	@Test
	void pidOfWhenSeveralAreNewIsEmptyAndRecovers() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		try (SocketChannel missed = connectAndAccept(); SocketChannel second = connectAndAccept()) {
			assertThat(missed.isConnected()).isTrue();
			assertThat(peers.pidOf(second)).isEmpty();
			try (SocketChannel third = connectAndAccept()) {
				assertThat(peers.pidOf(third)).hasValue(this.ownPid);
			}
		}
	}

	@Test
	void pidOfWhenClosedIsEmpty() throws IOException {
		UnixSocketPeers peers = peers(this.path);
		SocketChannel accepted = connectAndAccept();
		accepted.close();
		assertThat(peers.pidOf(accepted)).isEmpty();
	}

	@Test
	void pidOfWhenAcceptedFromAnotherSocketIsEmpty() throws IOException {
		UnixSocketPeers peers = peers(this.directory.resolve("another socket"));
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(peers.pidOf(accepted)).isEmpty();
		}
	}

	@Test
	void pidOfWhenThereIsNoProcIsEmpty() throws IOException {
		AcceptedUnixSockets sockets = new AcceptedUnixSockets(this.path, this.directory.resolve("proc"));
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(new UnixSocketPeers(sockets, new NativeCalls()).pidOf(accepted)).isEmpty();
		}
	}

	@Test
	void pidOfWhenThereAreNoNativeCallsIsEmpty() throws IOException {
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(new UnixSocketPeers(new AcceptedUnixSockets(this.path, PROC), null).pidOf(accepted)).isEmpty();
		}
	}

	@Test
	void findForgetsSocketsThatWereClosed() throws IOException {
		AcceptedUnixSockets sockets = new AcceptedUnixSockets(this.path, PROC);
		try (SocketChannel accepted = connectAndAccept()) {
			assertThat(accepted.isConnected()).isTrue();
			assertThat(sockets.find()).hasSize(1);
		}
		assertThat(sockets.find()).isEmpty();
	}

	private UnixSocketPeers peers(Path path) {
		return new UnixSocketPeers(new AcceptedUnixSockets(path, PROC), new NativeCalls());
	}

	private SocketChannel connectAndAccept() throws IOException {
		connect();
		return this.server.accept();
	}

	private void connect() throws IOException {
		this.clients.add(SocketChannel.open(UnixDomainSocketAddress.of(this.path)));
	}

}
