package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of connections that send rubbish to a server, while a worker works.
 */
@Timeout(120)
class ChannelFuzzTests {

	private static final long SEED = 20261121;

	private static final int CONNECTIONS = 4000;

	private static final int MAX_SIZE = 64 * 1024;

	private static final String GADGET = ChannelFuzzTests.class.getName() + "$Gadget";

	private static final List<String> GADGETS = List.of("com.sun.rowset.JdbcRowSetImpl",
			"javax.naming.InitialContext,javax.naming.Context", GADGET, "x".repeat(5000), "\ud83d\n\u0000,,,");

	private static final MessageCodec codec = new MessageCodec(MAX_SIZE);

	private final Random random = new Random(SEED);

	private final LogRecorder log = new LogRecorder();

	private final RecordingListener listener = new RecordingListener(this::answer);

	@TempDir
	private Path temp;

	@Test
	void rubbishDoesNotDisturbAWorker() throws Exception {
		Eventually.until(() -> ChannelThreads.names().isEmpty());
		long descriptors = openDescriptors();
		AtomicBoolean lost = new AtomicBoolean();
		AtomicInteger stopped = new AtomicInteger();
		try (ChannelServer server = new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> OptionalLong.empty(),
				this.listener, PeerOwner.KERNEL,
				new ServerLimits(Duration.ofSeconds(60), 16, Duration.ofSeconds(60)))) {
			server.start();
			try (ChannelClient good = ChannelClient.connect(socketPath(), MessageExamples.HELLO, MAX_SIZE,
					Duration.ofSeconds(30))) {
				good.start(new SimpleClientListener((frame) -> stopped.incrementAndGet(), () -> lost.set(true)));
				for (int i = 0; i < CONNECTIONS; i++) {
					attack(i, good);
				}
				Eventually.until(() -> this.log.getLines().size() >= CONNECTIONS);
				Eventually.until(() -> ChannelThreads.names().size() == 5);
				request(good, CONNECTIONS);
				this.listener.connected.get(0).send(new Message.Stop());
				Eventually.until(() -> stopped.get() == 1);
			}
		}
		assertThat(lost).as(context(CONNECTIONS)).isFalse();
		Eventually.until(() -> ChannelThreads.names().isEmpty());
		Eventually.until(() -> openDescriptors() <= descriptors);
		assertThat(this.log.getLines()).as(context(CONNECTIONS))
			.hasSize(CONNECTIONS)
			.allMatch((line) -> line.startsWith("WARN Closing the connection of ") && line.length() < 400);
		assertThat(this.listener.disconnected).as(context(CONNECTIONS))
			.containsExactlyInAnyOrderElementsOf(this.listener.connected);
		assertThat(this.listener.parcels).hasSizeGreaterThan(1000)
			.noneMatch((parcel) -> parcel.kind() == Parcel.Kind.DEPARTURE);
		assertThat(System.getProperty(GADGET)).isNull();
		this.log.close();
	}

	private void attack(int number, ChannelClient good) throws Exception {
		try (RawPeer peer = RawPeer.connect(socketPath())) {
			sendRubbish(peer);
			if (this.random.nextInt(20) == 0) {
				request(good, number);
			}
		}
		catch (IOException ex) {
			assertThat(ex).as(context(number)).hasMessageMatching("(?i)broken pipe|connection reset.*");
		}
	}

	private void sendRubbish(RawPeer peer) throws IOException {
		if (this.random.nextBoolean()) {
			peer.send(new Message.Hello(1 + this.random.nextInt(9), 1, this.random.nextLong(), "t"));
			sendValid(peer);
			sendParcels(peer);
		}
		sendInvalid(peer);
		if (this.random.nextBoolean()) {
			peer.endOutput();
		}
		while (!peer.isEnded()) {
			Thread.onSpinWait();
		}
	}

	private void sendValid(RawPeer peer) throws IOException {
		List<Message> messages = MessageExamples.fromWorker()
			.filter((message) -> !(message instanceof Message.Request))
			.toList();
		for (int i = this.random.nextInt(4); i > 0; i--) {
			peer.send(messages.get(this.random.nextInt(messages.size())));
		}
	}

	private void sendInvalid(RawPeer peer) throws IOException {
		switch (this.random.nextInt(12)) {
			case 0 -> peer.sendHeader(-this.random.nextInt(Integer.MAX_VALUE));
			case 1 -> peer.sendHeader(MAX_SIZE + 1 + this.random.nextInt(Integer.MAX_VALUE - MAX_SIZE));
			case 2 -> peer.sendFrame(randomBytes(1 + this.random.nextInt(5000)));
			case 3 -> peer.sendFrame(mutated());
			case 4 -> peer.sendFrame("[".repeat(1 + this.random.nextInt(10_000)));
			case 5 -> peer.send(MessageExamples.WELCOME);
			case 6 -> peer.sendHeader(FrameReader.PARCEL | (MAX_SIZE + ParcelCodec.ALLOWANCE + 1));
			case 7 -> peer.sendBytes(truncated(parcel(Parcel.Kind.NOTICE))).endOutput();
			case 8 -> peer.sendBytes(parcel(Parcel.Kind.DEPARTURE));
			case 9 -> peer.sendBytes(withKind(Parcel.Kind.values().length + this.random.nextInt(100)));
			case 10 -> peer.sendBytes(randomParcel());
			default -> peer.sendBytes(truncated(frame(codec.encode(MessageExamples.HELLO)))).endOutput();
		}
	}

	private byte[] mutated() {
		List<Message> messages = MessageExamples.all().toList();
		byte[] json = codec.encode(messages.get(this.random.nextInt(messages.size())));
		json[0] = (byte) (1 + this.random.nextInt('z'));
		for (int i = 0; i < 3; i++) {
			json[this.random.nextInt(json.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return (json[0] != '{' && json[0] > ' ') ? json : "}".getBytes(StandardCharsets.US_ASCII);
	}

	private byte[] truncated(byte[] frame) {
		return Arrays.copyOf(frame, 1 + this.random.nextInt(frame.length - 1));
	}

	private static byte[] frame(byte[] json) {
		return ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
	}

	/*
	 * Nothing that is wrong by itself: they are for the application, or for nobody.
	 */
	private void sendParcels(RawPeer peer) throws IOException {
		for (int i = this.random.nextInt(4); i > 0; i--) {
			peer.sendBytes(parcel(Parcel.Kind.values()[this.random.nextInt(Parcel.Kind.DEPARTURE.ordinal())]));
		}
	}

	private byte[] parcel(Parcel.Kind kind) {
		Parcel parcel = new Parcel(kind, peer(), peer(), this.random.nextLong(),
				GADGETS.get(this.random.nextInt(GADGETS.size())), randomBytes(this.random.nextInt(500)));
		ByteBuffer buffer = new ParcelCodec().encode(parcel, 4);
		return buffer.putInt(0, FrameReader.PARCEL | (buffer.remaining() - 4)).array();
	}

	// often somebody else
	private Peer peer() {
		return this.random.nextBoolean() ? Peer.PRIMARY
				: new Peer(1 + this.random.nextInt(9), 1 + this.random.nextInt(10_000));
	}

	private byte[] withKind(int kind) {
		byte[] frame = parcel(Parcel.Kind.NOTICE);
		frame[4] = (byte) kind;
		return frame;
	}

	private byte[] randomParcel() {
		byte[] body = randomBytes(1 + this.random.nextInt(5000));
		body[0] |= (byte) 0x80;
		return ByteBuffer.allocate(4 + body.length).putInt(FrameReader.PARCEL | body.length).put(body).array();
	}

	private byte[] randomBytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private void request(ChannelClient good, int number) throws Exception {
		Message.Reply reply = good.request(new ClusterRequest.Scale(number), Duration.ofSeconds(30));
		assertThat(reply.detail()).as(context(number)).isEqualTo("scaled to " + number);
	}

	private void answer(Connection connection, Message message) {
		if (message instanceof Message.Request request && request.body() instanceof ClusterRequest.Scale scale) {
			connection.send(new Message.Reply(request.number(), Message.Reply.Outcome.ACCEPTED,
					"scaled to " + scale.workers(), null));
		}
	}

	private Path socketPath() {
		return this.temp.resolve("s");
	}

	private static String context(int number) {
		return "connection " + number + " with seed " + SEED;
	}

	private static long openDescriptors() throws IOException {
		try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
			return descriptors.count();
		}
	}

	/**
	 * A class that betrays that it was loaded.
	 */
	static class Gadget {

		static {
			System.setProperty(GADGET, "true");
		}

	}

}
