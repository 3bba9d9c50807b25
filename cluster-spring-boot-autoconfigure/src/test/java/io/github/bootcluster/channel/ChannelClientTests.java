package io.github.bootcluster.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * Tests for {@link ChannelClient}.
 */
@Timeout(60)
class ChannelClientTests {

	private static final int MAX_SIZE = 1 << 20;

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final LogRecorder log = new LogRecorder();

	private final List<AutoCloseable> resources = new ArrayList<>();

	private final List<Frame> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger disconnected = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@TempDir
	private Path temp;

	private ServerSocketChannel server;

	private RawPeer primary;

	@BeforeEach
	void listen() throws IOException {
		Eventually.until(() -> ChannelThreads.names().isEmpty());
		this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		this.server.bind(UnixDomainSocketAddress.of(socketPath()));
		this.resources.add(this.server);
	}

	@AfterEach
	void closeAll() throws Exception {
		this.log.close();
		this.threads.shutdownNow();
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

	@Test
	void connectSaysHelloAndReturnsPropertiesOfWelcome() throws Exception {
		ChannelClient client = connect();
		assertThat(client.getProperties()).isEqualTo(MessageExamples.WELCOME.properties());
	}

	@Test
	void connectWhenThereIsNoWelcomeTimesOut() {
		assertThatExceptionOfType(SocketTimeoutException.class)
			.isThrownBy(() -> ChannelClient.connect(socketPath(), MessageExamples.HELLO, MAX_SIZE, SHORT))
			.withMessage("The primary at " + socketPath() + " sent no welcome within 50 ms");
		awaitThreads();
	}

	@Test
	void connectWhenNobodyListensThrows() throws Exception {
		this.server.close();
		assertThatIOException()
			.isThrownBy(() -> ChannelClient.connect(socketPath(), MessageExamples.HELLO, MAX_SIZE, LONG))
			.withMessageContaining(socketPath().toString())
			.withMessageContaining("refused");
		awaitThreads();
	}

	@Test
	void connectWhenThereIsNoSocketThrows() {
		Path missing = this.temp.resolve("missing");
		assertThatIOException().isThrownBy(() -> ChannelClient.connect(missing, MessageExamples.HELLO, MAX_SIZE, LONG))
			.withMessageContaining(missing.toString());
	}

	@Test
	void connectWhenRefusedThrows() {
		Future<ChannelClient> client = this.threads.submit(this::join);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> {
			RawPeer peer = accept();
			peer.read();
			peer.close();
			client.get();
		}).havingCause().isInstanceOf(IOException.class).withMessageContaining("without a welcome");
		awaitThreads();
	}

	@ParameterizedTest
	@MethodSource("wrongFirst")
	void connectWhenFirstMessageIsNoWelcomeThrows(Message message) {
		Future<ChannelClient> client = this.threads.submit(this::join);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> {
			accept().send(message);
			client.get();
		})
			.havingCause()
			.isInstanceOf(IOException.class)
			.withMessageContaining(
					"The first message of a primary must be a Welcome, but is a " + message.getClass().getSimpleName());
	}

	static Stream<Message> wrongFirst() {
		return Stream.concat(Stream.of(MessageExamples.HELLO, new Message.Disconnecting()),
				MessageExamples.fromPrimary());
	}

	@Test
	void connectWhenInterruptedThrows() {
		FutureTask<ChannelClient> task = new FutureTask<>(this::join);
		Thread thread = new Thread(task);
		thread.start();
		Eventually.until(() -> ChannelThreads.names().contains("cluster-channel-greeting"));
		thread.interrupt();
		assertThatExceptionOfType(Exception.class).isThrownBy(task::get)
			.withCauseInstanceOf(InterruptedIOException.class);
		awaitThreads();
	}

	@Test
	void messagesThatCameBeforeStartAreReceived() throws Exception {
		ChannelClient client = connect();
		this.primary.send(new Message.Stop());
		start(client);
		Eventually.until(() -> this.received.equals(List.of(new Message.Stop())));
	}

	@Test
	void startTwiceThrows() throws Exception {
		ChannelClient client = started();
		assertThatIllegalStateException().isThrownBy(() -> start(client));
	}

	@ParameterizedTest
	@MethodSource("io.github.bootcluster.channel.MessageExamples#fromWorker")
	void sendSendsEveryMessageOfAWorker(Message message) throws Exception {
		assertThat(connect().send(message)).isTrue();
		assertThat(this.primary.read()).isEqualTo(message);
	}

	@Test
	void sendWhenOnlyAPrimaryMaySendItThrows() throws Exception {
		ChannelClient client = connect();
		assertThatIllegalArgumentException().isThrownBy(() -> client.send(new Message.Stop()))
			.withMessage("A worker must not send a Stop");
	}

	@Test
	void sendWhenPrimaryDoesNotReadReturnsFalseAndNeverBlocks() throws Exception {
		ChannelClient client = started();
		IOException failure = null;
		int sent = 0;
		while (failure == null) {
			sent += fill(client);
			failure = failureOfRequest(client);
		}
		assertThat(failure).hasMessage("The primary does not read its messages, 256 of them wait");
		while (sent > 0) {
			sent -= (this.primary.read() instanceof Message.Disconnecting) ? 1 : 0;
		}
		Eventually.until(() -> client.send(new Message.Listening(1)));
		assertThat(this.disconnected).hasValue(0);
	}

	@Test
	void sendAfterCloseReturnsFalse() throws Exception {
		ChannelClient client = connect();
		client.close();
		assertThat(client.send(new Message.Disconnecting())).isFalse();
	}

	@Test
	void closeWritesWhatWasSentBefore() throws Exception {
		ChannelClient client = started();
		for (int i = 0; i < 200; i++) {
			client.send(new Message.Listening(i));
		}
		client.close();
		for (int i = 0; i < 200; i++) {
			assertThat(this.primary.read()).isEqualTo(new Message.Listening(i));
		}
		assertThat(this.primary.read()).isNull();
		awaitThreads();
		assertThat(this.disconnected).hasValue(0);
	}

	@Test
	void closeWhenPrimaryDoesNotReadEndsAllTheSame() throws Exception {
		ChannelClient client = started();
		fill(client);
		client.close();
		awaitThreads();
		assertThat(this.disconnected).hasValue(0);
	}

	@Test
	void disconnectedRunsOnceWhenPrimaryCloses() throws Exception {
		ChannelClient client = started();
		this.primary.close();
		Eventually.until(() -> this.disconnected.get() == 1);
		awaitThreads();
		client.close();
		assertThat(this.disconnected).hasValue(1);
		assertThat(client.send(new Message.Disconnecting())).isFalse();
		assertThat(this.log.getLines()).isEmpty();
	}

	@Test
	void disconnectedRunsWhenPrimaryClosedBeforeStart() throws Exception {
		ChannelClient client = connect();
		this.primary.close();
		client.send(new Message.Disconnecting());
		start(client);
		Eventually.until(() -> this.disconnected.get() == 1);
	}

	@ParameterizedTest
	@MethodSource("wrongFromPrimary")
	void messageThatOnlyAWorkerMaySendEndsChannel(Message message) throws Exception {
		started();
		this.primary.send(message);
		assertThat(this.primary.isEnded()).isTrue();
		Eventually.until(() -> this.disconnected.get() == 1);
		assertThat(this.received).isEmpty();
		assertThat(this.log.getLines()).containsExactly("WARN Closing the channel to the primary: "
				+ "A primary must not send a " + message.getClass().getSimpleName() + " now");
	}

	static Stream<Message> wrongFromPrimary() {
		return Stream.concat(Stream.of(MessageExamples.HELLO, MessageExamples.WELCOME), MessageExamples.fromWorker());
	}

	@Test
	void rubbishEndsChannel() throws Exception {
		started();
		this.primary.sendFrame("rubbish");
		assertThat(this.primary.isEnded()).isTrue();
		Eventually.until(() -> this.disconnected.get() == 1);
		assertThat(this.log.getLines()).hasSize(1);
	}

	@Test
	void failureOfCallbackEndsChannel() throws Exception {
		ChannelClient client = connect();
		client.start(new SimpleClientListener((frame) -> {
			throw new IllegalStateException("a defect");
		}, this.disconnected::incrementAndGet));
		this.primary.send(new Message.Stop());
		Eventually.until(() -> this.disconnected.get() == 1);
		assertThat(this.log.getLines()).singleElement().asString().startsWith("ERROR Closing the channel");
	}

	@Test
	void requestBeforeStartThrows() throws Exception {
		ChannelClient client = connect();
		assertThatIllegalStateException().isThrownBy(() -> client.request(new ClusterRequest.Status(), LONG));
	}

	@Test
	void requestReturnsReply() throws Exception {
		ChannelClient client = started();
		Future<Message.Reply> reply = request(client, 7);
		Message.Request request = (Message.Request) this.primary.read();
		assertThat(request.body()).isEqualTo(new ClusterRequest.Scale(7));
		this.primary.send(reply(request, "done"));
		assertThat(reply.get()).isEqualTo(reply(request, "done"));
		assertThat(this.received).isEmpty();
	}

	@Test
	void requestsOfManyThreadsGetTheirOwnReplies() throws Exception {
		ChannelClient client = started();
		List<Future<Message.Reply>> replies = IntStream.range(0, 100).mapToObj((i) -> request(client, i)).toList();
		List<Message.Request> requests = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			requests.add(0, (Message.Request) this.primary.read());
		}
		for (Message.Request request : requests) {
			this.primary.send(reply(request, "for " + ((ClusterRequest.Scale) request.body()).workers()));
		}
		for (int i = 0; i < 100; i++) {
			assertThat(replies.get(i).get().detail()).isEqualTo("for " + i);
		}
	}

	@Test
	void requestWhenThereIsNoReplyTimesOutAndLateReplyIsDropped() throws Exception {
		ChannelClient client = started();
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> client.request(new ClusterRequest.Status(), SHORT))
			.withMessage("The primary did not reply to Status[] within 50 ms");
		this.primary.send(reply((Message.Request) this.primary.read(), "late"));
		Future<Message.Reply> next = request(client, 1);
		this.primary.send(reply((Message.Request) this.primary.read(), "in time"));
		assertThat(next.get().detail()).isEqualTo("in time");
		assertThat(this.disconnected).hasValue(0);
		assertThat(this.log.getLines()).isEmpty();
	}

	@Test
	void requestWhenPrimaryLeavesFailsAtOnce() throws Exception {
		ChannelClient client = started();
		List<Future<Message.Reply>> replies = IntStream.range(0, 10).mapToObj((i) -> request(client, i)).toList();
		for (int i = 0; i < 10; i++) {
			this.primary.read();
		}
		this.primary.close();
		for (Future<Message.Reply> reply : replies) {
			assertThatExceptionOfType(Exception.class).isThrownBy(reply::get)
				.withCauseInstanceOf(IOException.class)
				.havingCause()
				.withMessageContaining("the channel has ended");
		}
	}

	@Test
	void requestAfterTheEndFailsAtOnce() throws Exception {
		ChannelClient client = started();
		this.primary.close();
		Eventually.until(() -> this.disconnected.get() == 1);
		assertThatIOException().isThrownBy(() -> client.request(new ClusterRequest.Status(), LONG))
			.withMessageContaining("the channel has ended");
	}

	@Test
	void requestWhenClosedMeanwhileFailsAtOnce() throws Exception {
		ChannelClient client = started();
		Future<Message.Reply> reply = request(client, 1);
		this.primary.read();
		client.close();
		assertThatExceptionOfType(Exception.class).isThrownBy(reply::get).withCauseInstanceOf(IOException.class);
	}

	@Test
	void requestWhenInterruptedThrows() throws Exception {
		ChannelClient client = started();
		FutureTask<Message.Reply> task = new FutureTask<>(() -> client.request(new ClusterRequest.Status(), LONG));
		Thread thread = new Thread(task);
		thread.start();
		this.primary.read();
		thread.interrupt();
		assertThatExceptionOfType(Exception.class).isThrownBy(task::get)
			.withCauseInstanceOf(InterruptedIOException.class);
	}

	@Test
	void pendingRepliesHoldNothingAfterTimeoutReplyAndFailure() {
		PendingReplies replies = new PendingReplies();
		replies.expect(1);
		replies.expect(2);
		replies.forget(1);
		replies.complete(new Message.Reply(2, Message.Reply.Outcome.ACCEPTED, null, null));
		replies.complete(new Message.Reply(3, Message.Reply.Outcome.ACCEPTED, null, null));
		assertThat(replies.size()).isZero();
		replies.fail(new IOException("the end"));
		assertThat(replies.expect(4)).isCompletedExceptionally();
	}

	private static int fill(ChannelClient client) {
		int sent = 0;
		while (client.send(new Message.Disconnecting())) {
			sent++;
			assertThat(sent).isLessThan(1_000_000);
		}
		return sent;
	}

	private static IOException failureOfRequest(ChannelClient client) {
		try {
			client.request(new ClusterRequest.Status(), SHORT);
			throw new AssertionError("Nobody replies");
		}
		catch (TimeoutException ex) {
			// there was room for it while the writer filled the buffer of the kernel
			return null;
		}
		catch (IOException ex) {
			return ex;
		}
	}

	private Future<Message.Reply> request(ChannelClient client, int workers) {
		Callable<Message.Reply> request = () -> client.request(new ClusterRequest.Scale(workers), LONG);
		return this.threads.submit(request);
	}

	private static Message.Reply reply(Message.Request request, String detail) {
		return new Message.Reply(request.number(), Message.Reply.Outcome.ACCEPTED, detail, null);
	}

	private ChannelClient started() throws Exception {
		ChannelClient client = connect();
		start(client);
		return client;
	}

	private void start(ChannelClient client) {
		client.start(new SimpleClientListener(this.received::add, this.disconnected::incrementAndGet));
	}

	private ChannelClient connect() throws Exception {
		Future<ChannelClient> client = this.threads.submit(this::join);
		this.primary = accept();
		assertThat(this.primary.read()).isEqualTo(MessageExamples.HELLO);
		this.primary.send(MessageExamples.WELCOME);
		this.resources.add(client.get());
		return client.get();
	}

	private RawPeer accept() throws IOException {
		RawPeer peer = new RawPeer(this.server.accept());
		this.resources.add(peer);
		return peer;
	}

	private ChannelClient join() throws IOException {
		return ChannelClient.connect(socketPath(), MessageExamples.HELLO, MAX_SIZE, LONG);
	}

	private Path socketPath() {
		return this.temp.resolve("s");
	}

	private void awaitThreads() {
		Eventually.until(() -> ChannelThreads.names().isEmpty());
	}

}
