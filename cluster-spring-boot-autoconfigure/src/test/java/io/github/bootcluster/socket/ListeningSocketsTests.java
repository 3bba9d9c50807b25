package io.github.bootcluster.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListeningSockets}.
 */
class ListeningSocketsTests {

	private static final String HEADER = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
			+ "   uid  timeout inode                                                     \n";

	private static final String ANY = "00000000";

	private static final String ANY6 = "00000000000000000000000000000000";

	/**
	 * Tests with tables and links as a kernel would show them.
	 */
	@Nested
	class Proc {

		@TempDir
		private Path directory;

		private ListeningSockets sockets;

		@BeforeEach
		void createDirectory() throws IOException {
			Files.createDirectories(this.directory.resolve("fd"));
			Files.createDirectories(this.directory.resolve("net"));
			this.sockets = new ListeningSockets(this.directory);
		}

		@Test
		void getDescriptorsReturnsThoseThatListenOnPort() throws IOException {
			table("tcp", line(ANY, 8080, "0A", 101), line(ANY, 8081, "0A", 102), line(ANY, 8080, "01", 103));
			table("tcp6", line(ANY6, 8080, "0A", 104), line(ANY6, 8081, "0A", 105), line(ANY6, 8080, "06", 0));
			links("socket:[103]", "socket:[104]", "socket:[102]", "pipe:[101]", "socket:[105]", "socket:[101]");
			assertThat(this.sockets.getDescriptors(8080)).containsExactly(1, 5);
			assertThat(this.sockets.getDescriptors(8081)).containsExactly(2, 4);
			assertThat(this.sockets.isListening(8081)).isTrue();
		}

		@Test
		void getDescriptorsWhenOthersListenIsEmpty() throws IOException {
			table("tcp", line(ANY, 8080, "0A", 101));
			table("tcp6", line(ANY6, 8080, "0A", 102));
			links("socket:[1010]", "anon_inode:[eventpoll]");
			assertThat(this.sockets.getDescriptors(8080)).isEmpty();
			assertThat(this.sockets.isListening(8080)).isFalse();
		}

		@Test
		void getDescriptorsWhenOnlyRemotePortMatchesIsEmpty() throws IOException {
			table("tcp", line(ANY, 8080, "0A", 101).replace("00000000:0000 0A", "00000000:22B8 0A"));
			links("socket:[101]");
			assertThat(this.sockets.getDescriptors(8888)).isEmpty();
			assertThat(this.sockets.getDescriptors(8080)).containsExactly(0);
		}

		@Test
		void getDescriptorsWhenPortIsLowFindsIt() throws IOException {
			table("tcp", line(ANY, 80, "0A", 101));
			links("socket:[101]");
			assertThat(this.sockets.getDescriptors(80)).containsExactly(0);
		}

		@Test
		void getDescriptorsWhenThereIsNoIpv6LooksAtIpv4() throws IOException {
			table("tcp", line(ANY, 8080, "0A", 101));
			links("socket:[101]");
			assertThat(this.sockets.getDescriptors(8080)).containsExactly(0);
			assertThat(this.sockets.getObstacle()).isNull();
		}

		@Test
		void getDescriptorsWhenThereIsNoProcFails() {
			ListeningSockets absent = new ListeningSockets(this.directory.resolve("absent"));
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> absent.getDescriptors(8080));
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> absent.isListening(8080));
		}

		@Test
		void getDescriptorsWhenThereIsNoTableFails() {
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.sockets.getDescriptors(8080))
				.withMessageEndingWith("tcp");
		}

		@Test
		void getObstacleNamesWhatCannotBeRead() throws IOException {
			assertThat(this.sockets.getObstacle()).isEqualTo(this.directory.resolve("net/tcp") + " cannot be read");
			table("tcp");
			Files.delete(this.directory.resolve("fd"));
			assertThat(this.sockets.getObstacle()).isEqualTo(this.directory.resolve("fd") + " cannot be read");
		}

		private void table(String name, String... lines) throws IOException {
			Files.writeString(this.directory.resolve("net").resolve(name), HEADER + String.join("", lines));
		}

		private void links(String... targets) throws IOException {
			for (int i = 0; i < targets.length; i++) {
				Files.createSymbolicLink(this.directory.resolve("fd/" + i), Path.of(targets[i]));
			}
		}

		private String line(String address, int port, String state, int inode) {
			return "%4d: %s:%04X %s:0000 %s 00000000:00000000 00:00000000 00000000  1000        0 %d 1 0 100 0 0 10 0\n"
				.formatted(inode, address, port, address, state, inode);
		}

	}

	/**
	 * Tests with sockets of this process.
	 */
	@Nested
	@EnabledOnOs(OS.LINUX)
	class ThisProcess {

		private final ListeningSockets sockets = ListeningSockets.ofThisProcess();

		@Test
		void getDescriptorsFindsSocketsOfBothFamilies() throws IOException {
			try (ServerSocketChannel ipv4 = listen(StandardProtocolFamily.INET, "127.0.0.1", 0);
					ServerSocketChannel both = listen(null, "127.0.0.2", portOf(ipv4))) {
				assertThat(both.isOpen()).isTrue();
				assertThat(this.sockets.getDescriptors(portOf(ipv4))).hasSize(2).isSorted();
			}
		}

		@Test
		void isListeningEndsWithSocket() throws IOException {
			ServerSocketChannel server = listen(null, "127.0.0.1", 0);
			int port = portOf(server);
			assertThat(this.sockets.isListening(port)).isTrue();
			server.close();
			assertThat(this.sockets.isListening(port)).isFalse();
		}

		@Test
		void isListeningWhenConnectionsAreOlderIsTrue() throws IOException {
			try (ServerSocketChannel older = listen(null, "127.0.0.1", 0);
					SocketChannel client = SocketChannel.open(older.getLocalAddress());
					SocketChannel accepted = older.accept();
					ServerSocketChannel server = listen(null, "127.0.0.1", 0)) {
				assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
				assertThat(this.sockets.isListening(portOf(server))).isTrue();
			}
		}

		@Test
		void isListeningWhenOnlyReservedIsFalse() throws IOException {
			try (PortReservation reservation = PortReservation.reserve(null, 0)) {
				assertThat(this.sockets.isListening(reservation.getPort())).isFalse();
			}
		}

		@Test
		void isListeningWhenOnlyConnectedIsFalse() throws IOException {
			try (ServerSocketChannel server = listen(null, "127.0.0.1", 0);
					SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
				int port = ((InetSocketAddress) client.getLocalAddress()).getPort();
				assertThat(this.sockets.isListening(port)).isFalse();
			}
		}

		@Test
		void getDescriptorsWhenOthersComeAndGoMeanwhileFindsSocket() throws Exception {
			AtomicBoolean done = new AtomicBoolean();
			CompletableFuture<Void> others = CompletableFuture.runAsync(() -> openAndCloseUntil(done));
			try (ServerSocketChannel server = listen(null, "127.0.0.1", 0)) {
				for (int i = 0; i < 100; i++) {
					assertThat(this.sockets.getDescriptors(portOf(server))).hasSize(1);
				}
			}
			finally {
				done.set(true);
				others.get();
			}
		}

		private void openAndCloseUntil(AtomicBoolean done) {
			while (!done.get()) {
				try (SocketChannel first = SocketChannel.open(); SocketChannel second = SocketChannel.open()) {
					assertThat(first).isNotSameAs(second);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}

		private ServerSocketChannel listen(StandardProtocolFamily family, String host, int port) throws IOException {
			ServerSocketChannel server = (family != null) ? ServerSocketChannel.open(family)
					: ServerSocketChannel.open();
			server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			return server.bind(new InetSocketAddress(InetAddress.getByName(host), port));
		}

		private int portOf(ServerSocketChannel server) throws IOException {
			return ((InetSocketAddress) server.getLocalAddress()).getPort();
		}

	}

}
