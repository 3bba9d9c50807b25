package io.github.bootcluster.socket;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PortReservation}.
 */
class PortReservationTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "::1" })
	void reserveWhenPortIsZeroReservesFreePort(@Nullable String host) throws IOException {
		InetAddress address = address(host);
		try (PortReservation reservation = PortReservation.reserve(address, 0)) {
			assertThat(reservation.getPort()).isPositive();
			assertInUse(() -> listen(address, reservation.getPort(), false));
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "::1" })
	void reserveWhenReservedFails(@Nullable String host) throws IOException {
		InetAddress address = address(host);
		try (PortReservation reservation = PortReservation.reserve(address, 0)) {
			assertInUse(() -> PortReservation.reserve(address, reservation.getPort()));
		}
	}

	@Test
	void reserveWhenReservedOnAllAddressesFails() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(null, 0)) {
			assertInUse(() -> PortReservation.reserve(address("127.0.0.1"), reservation.getPort()));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void reserveWhenAnotherListensFails(boolean reusePort) throws IOException {
		try (ServerSocketChannel other = listen(null, 0, reusePort)) {
			assertInUse(() -> PortReservation.reserve(null, portOf(other)));
		}
	}

	@Test
	void reserveWhenConnectionsAreInTimeWaitSucceeds() throws IOException {
		int port = leaveConnectionInTimeWait();
		try (PortReservation reservation = PortReservation.reserve(null, port)) {
			assertThat(reservation.getPort()).isEqualTo(port);
		}
	}

	@Test
	void reserveWhenAddressIsNotLocalFails() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> PortReservation.reserve(address("192.0.2.1"), 0))
			.withMessage("Cannot assign requested address");
	}

	@Test
	void reserveWhenInterruptedFails() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(null, 0)) {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> PortReservation.reserve(null, reservation.getPort()));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void listenWhenReservedAndSharingReceivesAllConnections() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(null, 0);
				ServerSocketChannel first = listen(null, reservation.getPort(), true);
				ServerSocketChannel second = listen(null, reservation.getPort(), true)) {
			List<SocketChannel> clients = connect(reservation.getPort(), 40);
			assertThat(acceptAll(first) + acceptAll(second)).isEqualTo(40);
			closeAll(clients);
		}
	}

	@Test
	void listenWhenReservedAndNotSharingFailsWhileWorkersListen() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(null, 0);
				ServerSocketChannel worker = listen(null, reservation.getPort(), true)) {
			assertInUse(() -> listen(null, portOf(worker), false));
		}
	}

	@Test
	void closeReleasesPort() throws IOException {
		PortReservation reservation = PortReservation.reserve(null, 0);
		reservation.close();
		assertThatNoException().isThrownBy(() -> listen(null, reservation.getPort(), false).close());
	}

	@RepeatedTest(20)
	void reserveWhenRacedByManyLetsExactlyOneWin() throws Exception {
		int port = freePort();
		List<PortReservation> winners = race(48, () -> tryReserve(port));
		assertThat(winners).hasSize(1);
		winners.get(0).close();
	}

	private <T> List<T> race(int threads, Callable<@Nullable T> action) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			CyclicBarrier start = new CyclicBarrier(threads);
			List<Future<@Nullable T>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				futures.add(executor.submit(() -> {
					start.await();
					return action.call();
				}));
			}
			List<T> results = new ArrayList<>();
			for (Future<@Nullable T> future : futures) {
				results.add(future.get());
			}
			return results.stream().filter(Objects::nonNull).toList();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private @Nullable PortReservation tryReserve(int port) throws IOException {
		try {
			return PortReservation.reserve(null, port);
		}
		catch (BindException ex) {
			return null;
		}
	}

	private void assertInUse(Callable<?> action) {
		assertThatExceptionOfType(BindException.class).isThrownBy(action::call).withMessage("Address already in use");
	}

	private int freePort() throws IOException {
		try (ServerSocketChannel channel = listen(null, 0, false)) {
			return portOf(channel);
		}
	}

	private int leaveConnectionInTimeWait() throws IOException {
		try (ServerSocketChannel server = listen(null, 0, false)) {
			List<SocketChannel> clients = connect(portOf(server), 1);
			server.accept().close();
			closeAll(clients);
			return portOf(server);
		}
	}

	private ServerSocketChannel listen(@Nullable InetAddress address, int port, boolean reusePort) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		try {
			channel.setOption(StandardSocketOptions.SO_REUSEPORT, reusePort);
			return channel.bind(new InetSocketAddress(address, port));
		}
		catch (IOException ex) {
			channel.close();
			throw ex;
		}
	}

	private List<SocketChannel> connect(int port, int count) throws IOException {
		List<SocketChannel> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			clients.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
		}
		return clients;
	}

	private int acceptAll(ServerSocketChannel server) throws IOException {
		server.configureBlocking(false);
		int accepted = 0;
		for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
			channel.close();
			accepted++;
		}
		return accepted;
	}

	private void closeAll(List<SocketChannel> channels) throws IOException {
		for (SocketChannel channel : channels) {
			channel.close();
		}
	}

	private int portOf(ServerSocketChannel channel) throws IOException {
		return ((InetSocketAddress) channel.getLocalAddress()).getPort();
	}

	private @Nullable InetAddress address(@Nullable String host) throws IOException {
		return (host != null) ? InetAddress.getByName(host) : null;
	}

}
