package io.github.bootcluster.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.github.bootcluster.channel.Parcel.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Parcel parcels} between a {@link ChannelServer} and its clients.
 */
@Timeout(60)
class ChannelParcelTests {

	private static final Peer WORKER = new Peer(1, 4711);

	private static final int MAX_SIZE = 1 << 20;

	private static final int COUNT = 100_000;

	private final LogRecorder log = new LogRecorder();

	private final AtomicLong received = new AtomicLong();

	private final AtomicInteger outOfOrder = new AtomicInteger();

	private volatile Runnable whenReceived = () -> {
	};

	private final RecordingListener listener = new RecordingListener() {

		@Override
		public void received(Connection connection, Parcel parcel) {
			note(parcel);
		}

	};

	@TempDir
	private Path temp;

	private ChannelServer server;

	@BeforeEach
	void start() throws Exception {
		this.server = new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> OptionalLong.empty(), this.listener);
		this.server.start();
	}

	@AfterEach
	void close() {
		this.server.close();
		this.log.close();
	}

	@Test
	void parcelsOfWorkerComeInOrder() throws Exception {
		try (ChannelClient client = connect()) {
			sendInOrder(client::send);
			Eventually.until(() -> this.received.get() == COUNT);
		}
		assertThat(this.outOfOrder).hasValue(0);
	}

	@Test
	void parcelsOfPrimaryComeInOrder() throws Exception {
		try (ChannelClient client = connect()) {
			client.start(new SimpleClientListener((frame) -> note((Parcel) frame), () -> {
			}));
			sendInOrder(this.listener.connected.get(0)::send);
			Eventually.until(() -> this.received.get() == COUNT);
		}
		assertThat(this.outOfOrder).hasValue(0);
	}

	@Test
	void workerThatDoesNotReadCostsTheLimitAndStillHearsMessagesFirst() throws Exception {
		try (RawPeer peer = RawPeer.connect(socketPath())) {
			peer.send(MessageExamples.HELLO);
			assertThat(peer.read()).isEqualTo(MessageExamples.WELCOME);
			Connection connection = this.listener.connected.get(0);
			int sent = fill(connection::send);
			connection.send(new Message.Stop());
			int before = 0;
			while (peer.read() instanceof Parcel) {
				before++;
			}
			// those in the buffers of the kernel and in the hands of the writer
			assertThat(before).isLessThan(sent / 2);
			Eventually.until(() -> connection.send(parcel(1, 1)));
			assertThat(this.listener.disconnected).isEmpty();
		}
	}

	@Test
	void primaryThatDoesNotReadCostsTheLimit() throws Exception {
		CountDownLatch latch = new CountDownLatch(1);
		this.whenReceived = () -> await(latch);
		try (ChannelClient client = connect()) {
			int sent = fill(client::send);
			assertThat(sent).isLessThan(2 * Outbox.PARCEL_CAPACITY / 100_000);
			assertThat(client.send(new Message.Disconnecting())).isTrue();
			latch.countDown();
			Eventually.until(() -> this.received.get() == sent && !this.listener.received.isEmpty());
		}
		assertThat(this.outOfOrder).hasValue(0);
	}

	@ParameterizedTest
	@EnumSource(names = "DEPARTURE", mode = EnumSource.Mode.EXCLUDE)
	void workerMaySendAllButDepartures(Kind kind) throws Exception {
		try (ChannelClient client = connect()) {
			assertThat(client.send(new Parcel(kind, WORKER, Peer.PRIMARY, 0, "", new byte[1]))).isTrue();
			Eventually.until(() -> this.received.get() == 1);
		}
	}

	@Test
	void workerThatSendsADepartureLosesItsConnection() throws Exception {
		try (ChannelClient client = connect()) {
			client.send(new Parcel(Kind.DEPARTURE, WORKER, Peer.PRIMARY, 0, ""));
			Eventually.until(() -> this.listener.disconnected.size() == 1);
			Eventually.until(() -> !client.send(parcel(0, 1)));
		}
		assertThat(this.received).hasValue(0);
		assertThat(this.log.getLines())
			.containsExactly("WARN Closing the connection of worker 3 (PID 4711): A worker must not send a DEPARTURE");
	}

	@Test
	void clientHearsAllKinds() throws Exception {
		List<Frame> frames = new CopyOnWriteArrayList<>();
		try (ChannelClient client = connect()) {
			client.start(new SimpleClientListener(frames::add, () -> {
			}));
			for (Kind kind : Kind.values()) {
				this.listener.connected.get(0).send(new Parcel(kind, WORKER, WORKER, 0, ""));
			}
			Eventually.until(() -> frames.size() == Kind.values().length);
		}
		assertThat(frames).extracting((frame) -> ((Parcel) frame).kind()).containsExactly(Kind.values());
	}

	@Test
	void sendAfterTheEndReturnsFalse() throws Exception {
		ChannelClient client = connect();
		Connection connection = this.listener.connected.get(0);
		client.close();
		assertThat(client.send(parcel(0, 1))).isFalse();
		Eventually.until(() -> !this.listener.disconnected.isEmpty());
		assertThat(connection.send(parcel(0, 1))).isFalse();
		assertThat(this.log.getLines()).isEmpty();
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void note(Parcel parcel) {
		this.whenReceived.run();
		if (parcel.number() != this.received.getAndIncrement()) {
			this.outOfOrder.incrementAndGet();
		}
	}

	private void sendInOrder(Predicate<Parcel> sender) {
		for (int i = 0; i < COUNT; i++) {
			// less than the capacity in all
			assertThat(sender.test(parcel(i, 20))).isTrue();
		}
	}

	private int fill(Predicate<Parcel> sender) {
		int sent = 0;
		while (sender.test(parcel(sent, 100_000))) {
			sent++;
			assertThat(sent).isLessThan(10_000);
		}
		return sent;
	}

	private static Parcel parcel(long number, int size) {
		return new Parcel(Kind.NOTICE, WORKER, Peer.PRIMARY, number, "T", new byte[size]);
	}

	private ChannelClient connect() throws Exception {
		return ChannelClient.connect(socketPath(), MessageExamples.HELLO, MAX_SIZE, Duration.ofSeconds(30));
	}

	private Path socketPath() {
		return this.temp.resolve("s");
	}

}
