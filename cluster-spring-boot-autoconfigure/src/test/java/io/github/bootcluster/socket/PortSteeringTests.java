package io.github.bootcluster.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link PortSteering}.
 */
class PortSteeringTests {

	private static final InetAddress LOOPBACK = address("127.0.0.1");

	private final PortSteering steering = PortSteering.create();

	@BeforeEach
	void requireSteering() {
		assumeTrue(this.steering.getObstacle() == null, this.steering::getObstacle);
	}

	static Stream<Arguments> groups() {
		return Stream.of(Arguments.of(StandardProtocolFamily.INET, "127.0.0.1", "127.0.0.1"),
				Arguments.of(StandardProtocolFamily.INET, "0.0.0.0", "127.0.0.1"),
				Arguments.of(StandardProtocolFamily.INET6, "127.0.0.1", "127.0.0.1"),
				Arguments.of(StandardProtocolFamily.INET6, "::1", "::1"),
				Arguments.of(StandardProtocolFamily.INET6, "::", "127.0.0.1"),
				Arguments.of(StandardProtocolFamily.INET6, "::", "::1"));
	}

	@ParameterizedTest
	@MethodSource("groups")
	void steerSpreadsConnectionsInProportion(ProtocolFamily family, String host, String target) throws IOException {
		try (SocketGroup group = open(family, host).listen("a", "b", "c")) {
			this.steering.steer(group.getPort(), List.of(1, 0, 2));
			Map<String, Integer> accepted = group.spread(address(target), 1200);
			assertThat(accepted).containsOnlyKeys("a", "c");
			assertThat(accepted.get("a")).isBetween(300, 500);
			assertThat(accepted.get("c")).isBetween(700, 900);
		}
	}

	@ParameterizedTest
	@MethodSource("groups")
	void steerReplacesWhatWasDecidedBefore(ProtocolFamily family, String host, String target) throws IOException {
		try (SocketGroup group = open(family, host).listen("a", "b", "c")) {
			this.steering.steer(group.getPort(), List.of(0, 1, 0));
			assertThat(group.spread(address(target), 100)).containsExactly(Map.entry("b", 100));
			this.steering.steer(group.getPort(), List.of(0, 0, 1));
			assertThat(group.spread(address(target), 100)).containsExactly(Map.entry("c", 100));
		}
	}

	@Test
	void steerWhenIndexIsOutOfRangeLeavesChoiceToKernel() throws IOException {
		try (SocketGroup group = open().listen("a", "b")) {
			this.steering.steer(group.getPort(), List.of(0, 0, 1));
			assertThat(group.spread(LOOPBACK, 200)).containsOnlyKeys("a", "b");
		}
	}

	@Test
	void steerWhenSocketHasConnectionsToAcceptLeavesThemIntact() throws IOException {
		try (SocketGroup group = open().listen("a", "b")) {
			this.steering.steer(group.getPort(), List.of(1, 0));
			List<SocketChannel> clients = connect(group, 20);
			this.steering.steer(group.getPort(), List.of(0, 1));
			List<SocketChannel> later = connect(group, 20);
			assertServes(group, "a", clients);
			assertServes(group, "b", later);
		}
	}

	@Test
	void steerWhenSocketInTheMiddleClosedMeansLastInItsPlace() throws IOException {
		try (SocketGroup group = open().listen("a", "b", "c", "d")) {
			group.close("b");
			assertOrder(group, "a", "d", "c");
		}
	}

	@Test
	void steerWhenFirstClosedAndOthersJoinedMeansThemAtTheEnd() throws IOException {
		try (SocketGroup group = open().listen("a", "b", "c")) {
			group.close("a");
			group.listen("d", "e");
			assertOrder(group, "c", "b", "d", "e");
			group.close("e");
			assertOrder(group, "c", "b", "d");
		}
	}

	@Test
	void steerStaysInForceWhenSocketsLeaveAndJoin() throws IOException {
		try (SocketGroup group = open().listen("a", "b", "c")) {
			this.steering.steer(group.getPort(), List.of(0, 1, 0));
			group.close("a");
			assertThat(group.spread(LOOPBACK, 50)).containsExactly(Map.entry("b", 50));
			group.listen("d");
			assertThat(group.spread(LOOPBACK, 50)).containsExactly(Map.entry("b", 50));
		}
	}

	@Test
	void steerWhenWholeGroupClosedIsForgotten() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(LOOPBACK, 0);
				SocketGroup group = open(reservation.getPort()).listen("a", "b")) {
			this.steering.steer(group.getPort(), List.of(0, 1));
			group.close("a");
			group.close("b");
			group.listen("c", "d");
			assertThat(group.spread(LOOPBACK, 200)).containsOnlyKeys("c", "d");
		}
	}

	@Test
	void steerWhenPortIsReservedSkipsSocketThatDoesNotListen() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(LOOPBACK, 0);
				SocketGroup group = open(reservation.getPort()).listen("a", "b")) {
			assertOrder(group, "a", "b");
		}
	}

	@Test
	void steerWhenSocketWasBoundInBetweenSkipsIt() throws IOException {
		try (SocketGroup group = open().listen("a"); SocketChannel bound = SocketChannel.open()) {
			bound.setOption(StandardSocketOptions.SO_REUSEPORT, true);
			bound.bind(new InetSocketAddress(LOOPBACK, group.getPort()));
			group.listen("b", "c");
			assertOrder(group, "a", "b", "c");
			group.close("b");
			assertOrder(group, "a", "c");
		}
	}

	@Test
	void oneSocketDecidesForWholeGroup() throws IOException {
		try (SocketGroup group = open().listen("a", "b", "c")) {
			List<Integer> descriptors = ListeningSockets.ofThisProcess().getDescriptors(group.getPort());
			assertThat(descriptors).hasSize(3);
			new NativeCalls().attachReusePortProgram(descriptors.get(2),
					SteeringProgram.of(List.of(0, 1)).getInstructions());
			assertThat(group.spread(LOOPBACK, 100)).containsExactly(Map.entry("b", 100));
		}
	}

	@Test
	void steerWhenGroupsOfSeveralAddressesShareThePortDecidesForEach() throws IOException {
		try (SocketGroup group = open().listen("a", "b");
				SocketGroup other = new SocketGroup(StandardProtocolFamily.INET6, address("127.0.0.2"), group.getPort())
					.listen("c", "d")) {
			this.steering.steer(group.getPort(), List.of(0, 1));
			assertThat(group.spread(LOOPBACK, 50)).containsExactly(Map.entry("b", 50));
			assertThat(other.spread(address("127.0.0.2"), 50)).containsExactly(Map.entry("d", 50));
		}
	}

	@Test
	void steerWhenWeightsAreManyIsUnderstoodByKernel() throws IOException {
		try (SocketGroup group = open().listen("a", "b")) {
			List<Integer> weights = new ArrayList<>(Collections.nCopies(256, 1));
			weights.set(0, 0);
			weights.set(1, 1_000_000_000);
			this.steering.steer(group.getPort(), weights);
			assertThat(group.spread(LOOPBACK, 50)).containsExactly(Map.entry("b", 50));
		}
	}

	@Test
	void steerWhenNotListeningFails() throws IOException {
		try (PortReservation reservation = PortReservation.reserve(null, 0)) {
			int port = reservation.getPort();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.steering.steer(port, List.of(1)))
				.withMessage("Unable to steer the connections to port %d: This process does not listen on it", port);
		}
	}

	@Test
	void steerWhenPortIsNotSharedFails() throws IOException {
		try (ServerSocketChannel server = ServerSocketChannel.open()) {
			server.bind(new InetSocketAddress(LOOPBACK, 0));
			int port = server.socket().getLocalPort();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.steering.steer(port, List.of(1)))
				.withMessageStartingWith("Unable to steer the connections to port %d: setsockopt(", port)
				.withMessageEndingWith(", SO_ATTACH_REUSEPORT_CBPF) failed: [22] Invalid argument");
		}
	}

	@Test
	void steerWhenWeightsMakeNoSenseFails() throws IOException {
		try (SocketGroup group = open().listen("a")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.steering.steer(group.getPort(), List.of(0)));
		}
	}

	@Test
	void steerWhenThereIsNoProcFails(@TempDir Path directory) {
		PortSteering steering = PortSteering.create(new ListeningSockets(directory));
		assertThat(steering.getObstacle()).isEqualTo(directory.resolve("net/tcp") + " cannot be read");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> steering.steer(8080, List.of(1)))
			.withMessage("Unable to steer the connections to port 8080: %s", steering.getObstacle());
	}

	private void assertOrder(SocketGroup group, String... names) throws IOException {
		for (int index = 0; index < names.length; index++) {
			List<Integer> weights = new ArrayList<>(Collections.nCopies(names.length, 0));
			weights.set(index, 1);
			this.steering.steer(group.getPort(), weights);
			assertThat(group.spread(LOOPBACK, 50)).containsExactly(Map.entry(names[index], 50));
		}
	}

	private void assertServes(SocketGroup group, String name, List<SocketChannel> clients) throws IOException {
		for (SocketChannel client : clients) {
			try (client; SocketChannel accepted = group.accept(name)) {
				assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalAddress());
				accepted.write(ByteBuffer.wrap(new byte[] { 42 }));
				ByteBuffer received = ByteBuffer.allocate(1);
				assertThat(client.read(received)).isEqualTo(1);
				assertThat(received.get(0)).isEqualTo((byte) 42);
			}
		}
	}

	private List<SocketChannel> connect(SocketGroup group, int count) throws IOException {
		List<SocketChannel> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			clients.add(group.connect(LOOPBACK));
		}
		return clients;
	}

	private SocketGroup open() throws IOException {
		return open(0);
	}

	private SocketGroup open(int port) throws IOException {
		return new SocketGroup(StandardProtocolFamily.INET6, LOOPBACK, port);
	}

	private SocketGroup open(ProtocolFamily family, String host) throws IOException {
		try {
			ServerSocketChannel.open(family).bind(new InetSocketAddress(address(host), 0)).close();
		}
		catch (IOException | UnsupportedOperationException ex) {
			assumeTrue(false, () -> "%s cannot be bound to %s here: %s".formatted(family, host, ex));
		}
		return new SocketGroup(family, address(host), 0);
	}

	private static InetAddress address(String host) {
		try {
			return InetAddress.getByName(host);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
