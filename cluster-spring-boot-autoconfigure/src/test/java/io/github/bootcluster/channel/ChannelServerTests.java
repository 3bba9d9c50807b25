package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.bootcluster.MessageTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ChannelServer}.
 */
@Timeout(60)
class ChannelServerTests {

	private static final int MAX_SIZE = 1 << 20;

	private final LogRecorder log = new LogRecorder();

	private final List<AutoCloseable> resources = new ArrayList<>();

	@TempDir
	private Path temp;

	private RecordingListener listener = new RecordingListener();

	@BeforeEach
	void noThreadIsLeftFromBefore() {
		Eventually.until(() -> ChannelThreads.names().isEmpty());
	}

	@AfterEach
	void closeAll() throws Exception {
		this.log.close();
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	@Test
	void helloIsHandedToListenerWithThePidOfThePeer() throws Exception {
		start();
		welcomed();
		assertThat(this.listener.peers).containsExactly(OptionalLong.of(99));
		assertThat(this.listener.connected).singleElement().hasToString("worker 3 (PID 4711)");
	}

	@Test
	void messagesAreReceivedInOrder() throws Exception {
		start();
		RawPeer peer = welcomed();
		List<Message> messages = IntStream.range(0, 1000).<Message>mapToObj(Message.Listening::new).toList();
		for (Message message : messages) {
			peer.send(message);
		}
		Eventually.until(() -> this.listener.received.size() == 1000);
		assertThat(this.listener.received).isEqualTo(messages);
	}

	@ParameterizedTest
	@MethodSource("io.github.bootcluster.channel.MessageExamples#fromWorker")
	void everyMessageOfAWorkerIsReceived(Message message) throws Exception {
		start();
		welcomed().send(message);
		Eventually.until(() -> this.listener.received.equals(List.of(message)));
	}

	@ParameterizedTest
	@MethodSource("io.github.bootcluster.channel.MessageExamples#fromPrimary")
	void everyMessageOfAPrimaryIsSent(Message message) throws Exception {
		start();
		RawPeer peer = welcomed();
		this.listener.connected.get(0).send(message);
		assertThat(peer.read()).isEqualTo(message);
	}

	@Test
	void leavingIsNoFailure() throws Exception {
		start();
		welcomed().close();
		awaitDisconnected();
		assertThat(this.log.getLines()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("wrongFromWorker")
	void messageThatOnlyAPrimaryMaySendEndsConnection(Message message) throws Exception {
		start();
		RawPeer peer = welcomed().send(message);
		assertThat(peer.isEnded()).isTrue();
		awaitDisconnected();
		assertThat(this.listener.received).isEmpty();
		assertLog("WARN Closing the connection of worker 3 (PID 4711): A worker must not send a "
				+ message.getClass().getSimpleName() + " now");
	}

	static Stream<Message> wrongFromWorker() {
		return Stream.concat(Stream.of(MessageExamples.HELLO, MessageExamples.WELCOME), MessageExamples.fromPrimary());
	}

	@ParameterizedTest
	@MethodSource("wrongFirst")
	void firstMessageOtherThanHelloEndsConnection(Message message) throws Exception {
		start();
		assertThat(connect().send(message).isEnded()).isTrue();
		assertNobodyWasAdmitted();
		assertLog("WARN Closing the connection of process 99: The first message of a worker must be a Hello, but is a "
				+ message.getClass().getSimpleName());
	}

	static Stream<Message> wrongFirst() {
		return Stream
			.of(MessageExamples.fromWorker(), MessageExamples.fromPrimary(), Stream.of(MessageExamples.WELCOME))
			.flatMap((messages) -> messages);
	}

	@Test
	void rubbishEndsConnectionWithOneLogLine() throws Exception {
		start();
		RawPeer peer = welcomed().sendFrame("rubbish").sendFrame("more rubbish");
		assertThat(peer.isEnded()).isTrue();
		awaitDisconnected();
		assertThat(this.log.getLines()).singleElement()
			.asString()
			.startsWith(
					"WARN Closing the connection of worker 3 (PID 4711): Not a message: Unrecognized token 'rubbish'");
	}

	@Test
	void frameThatIsTooLargeEndsConnectionWithoutWaitingForIt() throws Exception {
		start();
		assertThat(welcomed().sendHeader(MAX_SIZE + 1).isEnded()).isTrue();
		assertLog("WARN Closing the connection of worker 3 (PID 4711): A frame of 1048577 bytes was announced, "
				+ "it must have between 1 and 1048576 bytes");
	}

	@Test
	void frameOfAStrangerMustBeSmall() throws Exception {
		start();
		assertThat(connect().sendHeader(16 * 1024 + 1).isEnded()).isTrue();
		assertLog("WARN Closing the connection of process 99: A frame of 16385 bytes was announced, "
				+ "it must have between 1 and 16384 bytes");
	}

	@Test
	void truncatedFrameEndsConnection() throws Exception {
		start();
		assertThat(welcomed().sendBytes((byte) 0).endOutput().isEnded()).isTrue();
		assertLog("WARN Closing the connection of worker 3 (PID 4711): The frame ended after 1 of 4 bytes");
	}

	@Test
	void leavingWithoutHelloIsNobodysFault() throws Exception {
		start();
		assertThat(connect().endOutput().isEnded()).isTrue();
		assertThat(this.log.getLines()).isEmpty();
		assertNobodyWasAdmitted();
	}

	@Test
	void noHelloInTimeEndsConnection() throws Exception {
		start(Duration.ofMillis(50), 64);
		assertThat(connect().sendBytes((byte) 0).isEnded()).isTrue();
		assertLog("WARN Closing the connection of process 99: it did not say hello within 50 ms");
		assertNobodyWasAdmitted();
	}

	@Test
	void helloTimeoutDoesNotConcernThoseWhoSaidHello() throws Exception {
		start(Duration.ofMillis(50), 64);
		RawPeer silent = welcomed();
		assertThat(connect().isEnded()).isTrue();
		silent.send(new Message.Disconnecting());
		Eventually.until(() -> !this.listener.received.isEmpty());
		assertThat(this.log.getLines()).hasSize(1);
	}

	@Test
	void strangersBeyondTheLimitWaitUntilOthersAreDone() throws Exception {
		start(Duration.ofSeconds(30), 2);
		RawPeer first = connect();
		connect();
		RawPeer waiting = connect().send(MessageExamples.HELLO);
		Eventually.until(() -> ChannelThreads.names().size() == 5);
		assertThat(this.listener.connected).isEmpty();
		first.close();
		assertThat(waiting.read()).isEqualTo(MessageExamples.WELCOME);
	}

	@Test
	void refusedConnectionIsClosed() throws Exception {
		start();
		assertThat(connect().send(new Message.Hello(0, 1, 5, "t")).isEnded()).isTrue();
		assertNobodyWasAdmitted();
		assertLog("WARN Closing the connection of process 99: it was refused as worker 0 with PID 5");
	}

	@Test
	void connectionOfAnotherUserIsClosed() throws Exception {
		UserPrincipal stranger = () -> "stranger";
		start(new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> OptionalLong.empty(), this.listener,
				(accepted) -> stranger, ServerLimits.DEFAULTS));
		assertThat(connect().isEnded()).isTrue();
		Eventually.until(() -> !this.log.getLines().isEmpty());
		assertThat(this.log.getLines()).singleElement().asString().contains("it is one of user");
		assertNobodyWasAdmitted();
	}

	@Test
	void failureToIdentifyAPeerConcernsOnlyThatPeer() throws Exception {
		List<Object> failures = new ArrayList<>(List.of("one", "two"));
		start(new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> {
			if (!failures.isEmpty()) {
				throw new UnsatisfiedLinkError("no library for " + failures.remove(0));
			}
			return OptionalLong.empty();
		}, this.listener, PeerOwner.KERNEL, new ServerLimits(Duration.ofSeconds(30), 1, Duration.ofSeconds(30))));
		assertThat(connect().isEnded()).isTrue();
		assertThat(connect().isEnded()).isTrue();
		welcomed();
		assertThat(this.log.getLines()).hasSize(2);
	}

	@Test
	void failureOfListenerEndsConnection() throws Exception {
		this.listener = new RecordingListener((connection, message) -> {
			throw new IllegalStateException("a defect");
		});
		start();
		assertThat(welcomed().send(new Message.Disconnecting()).isEnded()).isTrue();
		awaitDisconnected();
		assertLog("ERROR Closing the connection of worker 3 (PID 4711), what it sent could not be handled");
	}

	@Test
	void sendWhenPeerDoesNotReadNeverBlocksAndEndsConnection() throws Exception {
		start();
		RawPeer hung = welcomed();
		RawPeer good = welcomed();
		Connection connection = this.listener.connected.get(0);
		Message.Reply message = MessageExamples.reply("x".repeat(10_000), null);
		for (int i = 0; this.listener.disconnected.isEmpty() && i < 1_000_000; i++) {
			connection.send(message);
		}
		assertThat(this.listener.disconnected).containsExactly(connection);
		assertLog("WARN Closing the connection of worker 3 (PID 4711): "
				+ "it does not read its messages, 256 of them wait");
		this.listener.connected.get(1).send(new Message.Stop());
		assertThat(good.read()).isEqualTo(new Message.Stop());
		assertThat(hung.read()).isEqualTo(message);
	}

	@Test
	void sendWhenMessageIsTooLargeThrowsAndConnectionStaysUsable() throws Exception {
		start();
		RawPeer peer = welcomed();
		Connection connection = this.listener.connected.get(0);
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> connection.send(MessageExamples.reply("x".repeat(MAX_SIZE), null)));
		connection.send(new Message.Stop());
		assertThat(peer.read()).isEqualTo(new Message.Stop());
	}

	@Test
	void sendWhenOnlyAWorkerMaySendItThrows() throws Exception {
		start();
		welcomed();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.listener.connected.get(0).send(new Message.Disconnecting()))
			.withMessage("A primary must not send a Disconnecting");
	}

	@Test
	void sendAfterTheEndDoesNothing() throws Exception {
		start();
		welcomed().close();
		awaitDisconnected();
		IntStream.range(0, 1000).forEach((i) -> this.listener.connected.get(0).send(new Message.Stop()));
		assertThat(this.log.getLines()).isEmpty();
	}

	@Test
	void closeOfConnectionEndsItOnce() throws Exception {
		start();
		RawPeer peer = welcomed();
		this.listener.connected.get(0).close();
		this.listener.connected.get(0).close();
		assertThat(peer.isEnded()).isTrue();
		awaitDisconnected();
		awaitThreads("cluster-channel-accept");
		assertThat(this.listener.disconnected).hasSize(1);
		assertThat(this.log.getLines()).isEmpty();
	}

	@Test
	void closeEndsConnectionsAndThreadsAndRemovesSocket() throws Exception {
		ChannelServer server = start();
		RawPeer worker = welcomed();
		RawPeer stranger = connect();
		Eventually.until(() -> ChannelThreads.names().size() == 5);
		server.close();
		server.close();
		assertThat(worker.isEnded()).isTrue();
		assertThat(stranger.isEnded()).isTrue();
		awaitThreads();
		assertThat(this.listener.disconnected).hasSize(1);
		assertThat(socketPath()).doesNotExist();
		assertThat(this.log.getLines()).isEmpty();
	}

	@Test
	void closeWhenStrangersWaitEndsAcceptThread() throws Exception {
		ChannelServer server = start(Duration.ofSeconds(30), 1);
		connect();
		connect();
		Eventually.until(() -> ChannelThreads.names().size() == 3);
		server.close();
		awaitThreads();
	}

	@Test
	void closeBeforeStartDoesNothing() {
		new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> OptionalLong.empty(), this.listener).close();
	}

	@Test
	void startTwiceThrows() throws Exception {
		ChannelServer server = start();
		assertThatIllegalStateException().isThrownBy(server::start);
	}

	@Test
	void startWhenSocketExistsThrows() throws Exception {
		Files.createFile(socketPath());
		assertThatIOException().isThrownBy(this::start)
			.withMessageContaining(socketPath().toString())
			.withMessageContaining("in use");
	}

	private ChannelServer start() throws IOException {
		return start(Duration.ofSeconds(30), 64);
	}

	private ChannelServer start(Duration helloTimeout, int unidentified) throws IOException {
		return start(new ChannelServer(socketPath(), MAX_SIZE, (accepted) -> OptionalLong.of(99), this.listener,
				PeerOwner.KERNEL, new ServerLimits(helloTimeout, unidentified, Duration.ofSeconds(30))));
	}

	private ChannelServer start(ChannelServer server) throws IOException {
		this.resources.add(server);
		server.start();
		return server;
	}

	private RawPeer connect() throws IOException {
		RawPeer peer = RawPeer.connect(socketPath());
		this.resources.add(peer);
		return peer;
	}

	private RawPeer welcomed() throws IOException {
		RawPeer peer = connect().send(MessageExamples.HELLO);
		assertThat(peer.read()).isEqualTo(MessageExamples.WELCOME);
		Eventually.until(() -> this.listener.connected.stream().allMatch((it) -> it.toString().startsWith("worker")));
		return peer;
	}

	private Path socketPath() {
		return this.temp.resolve("s");
	}

	private void awaitDisconnected() {
		Eventually.until(() -> this.listener.disconnected.equals(this.listener.connected));
	}

	private void awaitThreads(String... names) {
		Eventually.until(() -> ChannelThreads.names().equals(List.of(names)));
	}

	private void assertLog(String line) {
		Eventually.until(() -> !this.log.getLines().isEmpty());
		assertThat(this.log.getLines()).containsExactly(line);
	}

	private void assertNobodyWasAdmitted() {
		assertThat(this.listener.connected).isEmpty();
		assertThat(this.listener.disconnected).isEmpty();
	}

}
