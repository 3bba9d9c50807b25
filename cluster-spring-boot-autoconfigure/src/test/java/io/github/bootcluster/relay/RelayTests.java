package io.github.bootcluster.relay;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.relay.RelayRequest.Caller;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link RelayClient} and {@link RelayServer}, with real sockets between them.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
class RelayTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final RelayLimits LIMITS = new RelayLimits(LONG, LONG, 4, 1024);

	private static final RelayRequest REQUEST = RelayRequest.get(List.of("health"), Map.of(), "*/*");

	private final AtomicReference<RelayRequest> received = new AtomicReference<>();

	private final List<AutoCloseable> opened = new ArrayList<>();

	private RelaySockets sockets;

	@BeforeEach
	void createSockets(@TempDir Path directory) {
		this.sockets = new RelaySockets(directory);
	}

	@AfterEach
	void close() throws Exception {
		Collections.reverse(this.opened);
		for (AutoCloseable closeable : this.opened) {
			closeable.close();
		}
		assertThat(this.sockets.directory()).isEmptyDirectory();
	}

	@Test
	void exchangeReturnsAnswer() throws IOException {
		serve(1, (request) -> answer(201, Map.of("Content-Type", "text/plain"), "Hello"));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.headers()).containsExactly(Map.entry("Content-Type", "text/plain"));
			assertThat(response.body()).hasContent("Hello");
		}
	}

	@Test
	void exchangeTakesWholeRequest() throws IOException {
		serve(1, this::receive);
		Map<String, String> body = new HashMap<>();
		body.put("configuredLevel", null);
		body.put("name", "Übung \ud83d\ude00 \ud83d");
		RelayRequest request = new RelayRequest("POST", List.of("loggers", "com.example/Übung"),
				Map.of("tag", List.of("a", "b")), body, List.of("application/json", "*/*;q=0.1"), "bytes=0-1",
				new Caller("admin", List.of("ROLE_ADMIN")));
		client().exchange(worker(1), request, LONG).close();
		Map<String, String> expected = new HashMap<>(body);
		// what cannot be encoded
		expected.put("name", "Übung \ud83d\ude00 ?");
		assertThat(this.received.get()).usingRecursiveComparison().ignoringFields("body").isEqualTo(request);
		assertThat(this.received.get().body()).isEqualTo(expected);
	}

	@Test
	void exchangeTakesSmallestRequest() throws IOException {
		serve(1, this::receive);
		RelayRequest request = new RelayRequest("GET", List.of(), Map.of(), null, List.of(), null, null);
		client().exchange(worker(1), request, LONG).close();
		assertThat(this.received).hasValue(request);
	}

	@Test
	void exchangeStreamsBodyOfAnySize() throws IOException {
		byte[] body = new byte[5 * RelayLimits.CHUNK + 7];
		new Random(1).nextBytes(body);
		serve(1, (request) -> new RelayResponse(200, Map.of(), new ByteArrayInputStream(body)));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			assertThat(response.body().read()).isEqualTo(Byte.toUnsignedInt(body[0]));
			assertThat(response.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(body, 1, body.length));
			assertThat(response.body().read()).isNegative();
		}
	}

	@Test
	void exchangeHoldsNoMoreThanAPieceOfBody() throws IOException {
		CountingInputStream body = new CountingInputStream();
		serve(1, (request) -> new RelayResponse(200, Map.of(), body));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			response.body().skipNBytes(10 * RelayLimits.CHUNK);
			assertThat(body.count).isLessThan(100L * RelayLimits.CHUNK);
		}
		Awaitility.await().untilAsserted(() -> assertThat(body.closed).isTrue());
	}

	@Test
	void exchangeWhenBodyFailsIsNoShortBody() throws IOException {
		serve(1, (request) -> new RelayResponse(200, Map.of(), new BrokenInputStream()));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			assertThatIOException().isThrownBy(() -> response.body().readAllBytes())
				.withMessage("the connection was closed by the other side");
		}
	}

	@Test
	void exchangeWhenWorkerStopsWhileBodyIsSentIsNoShortBody() throws IOException {
		RelayServer server = serve(1, (request) -> new RelayResponse(200, Map.of(), new CountingInputStream()));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			response.body().skipNBytes(1);
			server.close();
			assertThatIOException().isThrownBy(() -> response.body().skipNBytes(Long.MAX_VALUE));
		}
	}

	@Test
	void exchangeWhenNobodyListensFails() {
		assertThatIOException().isThrownBy(() -> client().exchange(worker(7), REQUEST, LONG))
			.withMessageStartingWith("Worker 7 (PID 7) cannot be reached: ");
	}

	@Test
	void exchangeWhenWorkerHasNoProcessFails() {
		ClusterWorker failed = new ClusterWorker(7, null, WorkerState.FAILED, 1, null);
		assertThatIOException().isThrownBy(() -> client().exchange(failed, REQUEST, LONG))
			.withMessage("Worker 7 is not there");
	}

	@Test
	void exchangeWhenNotInClusterFails() {
		try (RelayClient client = new RelayClient(RelaySockets.NONE)) {
			assertThatIOException().isThrownBy(() -> client.exchange(worker(1), REQUEST, LONG))
				.withMessage("Worker 1 (PID 1) is not there");
		}
	}

	@Test
	void exchangeWhenWorkerHangsFailsSoon() throws IOException {
		listen(1);
		RelayClient client = client(new RelayLimits(SHORT, LONG, 1, 1));
		assertThatIOException().isThrownBy(() -> client.exchange(worker(1), REQUEST, LONG))
			.withMessage("Worker 1 (PID 1) did not answer: nothing happened within 100 ms");
	}

	@Test
	void exchangeWhenQueueOfHungWorkerIsFullFailsSoon() throws IOException {
		listen(1);
		RelayClient client = client(new RelayLimits(SHORT, LONG, 1, 1));
		for (int i = 0; i < 3; i++) {
			assertThatIOException().isThrownBy(() -> client.exchange(worker(1), REQUEST, LONG))
				.withMessageEndingWith("nothing happened within 100 ms");
		}
	}

	@Test
	void exchangeWhenOperationTakesLongerThanTakingRequestWaits() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		serve(1, (request) -> {
			await(release);
			return answer(200, Map.of(), "");
		});
		RelayClient client = client(new RelayLimits(Duration.ofSeconds(5), LONG, 1, 1));
		assertThatIOException().isThrownBy(() -> client.exchange(worker(1), REQUEST, SHORT))
			.withMessage("Worker 1 (PID 1) did not answer: nothing happened within 100 ms");
		release.countDown();
		client.exchange(worker(1), REQUEST, LONG).close();
	}

	@Test
	void exchangeWhenBodyDoesNotGoOnFails() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		serve(1, (request) -> new RelayResponse(200, Map.of(), new HangingInputStream(release)));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, Duration.ofSeconds(1))) {
			assertThatIOException().isThrownBy(() -> response.body().readAllBytes())
				.withMessage("nothing happened within 1000 ms");
		}
		release.countDown();
	}

	@Test
	void exchangeWhenAnswerIsForgottenEnds() throws IOException {
		CountingInputStream body = new CountingInputStream();
		serve(1, (request) -> new RelayResponse(200, Map.of(), body));
		RelayClient client = client(new RelayLimits(LONG, SHORT, 1, 1));
		RelayResponse forgotten = client.exchange(worker(1), REQUEST, LONG);
		Awaitility.await().untilAsserted(() -> assertThat(body.closed).isTrue());
		assertThatIOException().isThrownBy(() -> forgotten.body().readAllBytes());
	}

	@Test
	void exchangeWhenRequestIsTooLargeFailsWithoutConnection() {
		RelayRequest request = RelayRequest.get(List.of("x".repeat(RelayCodec.MAX_SIZE)), Map.of(), "*/*");
		assertThatIOException().isThrownBy(() -> client().exchange(worker(7), request, LONG))
			.withMessageStartingWith("A RelayRequest of ")
			.withMessageEndingWith("is larger than the 262144 bytes that are possible");
	}

	@Test
	void exchangeAllReturnsOutcomeOfEveryWorker() throws IOException {
		serve(1, (request) -> answer(200, Map.of("A", "b"), "first"));
		serve(2, (request) -> answer(404, Map.of(), ""));
		serve(3, (request) -> answer(200, Map.of(), "x".repeat(1025)));
		serve(4, (request) -> answer(200, Map.of(), "x".repeat(1024)));
		Map<Integer, RelayOutcome> outcomes = client()
			.exchangeAll(List.of(worker(5), worker(4), worker(3), worker(2), worker(1)), REQUEST, LONG);
		assertThat(outcomes).containsOnlyKeys(1, 2, 3, 4, 5);
		assertThat(outcomes.get(1)).usingRecursiveComparison()
			.isEqualTo(new RelayOutcome.Answered(200, Map.of("A", "b"), "first".getBytes(StandardCharsets.UTF_8)));
		assertThat(outcomes.get(2)).usingRecursiveComparison()
			.isEqualTo(new RelayOutcome.Answered(404, Map.of(), new byte[0]));
		assertThat(outcomes.get(3))
			.isEqualTo(new RelayOutcome.Unanswered("The answer is larger than the 1024 bytes that are possible"));
		assertThat(outcomes.get(4)).isInstanceOf(RelayOutcome.Answered.class);
		assertThat(outcomes.get(5)).isInstanceOfSatisfying(RelayOutcome.Unanswered.class,
				(outcome) -> assertThat(outcome.reason()).startsWith("Worker 5 (PID 5) cannot be reached"));
	}

	@Test
	void exchangeAllWhenSomeHangReturnsTheOthersInTime() throws IOException {
		listen(1);
		CountDownLatch release = new CountDownLatch(1);
		serve(2, (request) -> new RelayResponse(200, Map.of(), new HangingInputStream(release)));
		serve(3, (request) -> answer(200, Map.of(), ""));
		Map<Integer, RelayOutcome> outcomes = client().exchangeAll(List.of(worker(1), worker(2), worker(3)), REQUEST,
				Duration.ofSeconds(1));
		assertThat(outcomes.get(1)).isInstanceOf(RelayOutcome.Unanswered.class);
		assertThat(outcomes.get(2)).isInstanceOf(RelayOutcome.Unanswered.class);
		assertThat(outcomes.get(3)).isInstanceOf(RelayOutcome.Answered.class);
		release.countDown();
	}

	@Test
	void exchangeAllWhenInterruptedReturns() throws IOException {
		listen(1);
		Thread.currentThread().interrupt();
		assertThat(client().exchangeAll(List.of(worker(1)), REQUEST, LONG)).containsEntry(1,
				new RelayOutcome.Unanswered("Interrupted while waiting for Worker 1 (PID 1)"));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void exchangeAllAfterCloseReturns() {
		RelayClient client = client();
		client.close();
		assertThat(client.exchangeAll(List.of(worker(1)), REQUEST, LONG)).containsEntry(1,
				new RelayOutcome.Unanswered("This worker stops"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}", "{\"method\":\"GET\"}", "rubbish\u0000\n",
			"{\"method\":\"GET\",\"path\":[null],\"parameters\":{},\"accept\":[]}",
			"{\"method\":\"GET\",\"path\":[],\"parameters\":{\"a\":[null]},\"accept\":[]}",
			"{\"method\":\"GET\",\"path\":[],\"parameters\":{},\"accept\":[]}}" })
	void serverWhenRequestIsMalformedClosesConnectionWithOneLine(String json, CapturedOutput output)
			throws IOException {
		serve(1, this::receive);
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		try (SocketChannel channel = connect(1)) {
			channel.write(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).flip());
			assertEnded(channel);
		}
		assertOneLine(output);
		assertStillServed();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, RelayCodec.MAX_SIZE + 1, Integer.MAX_VALUE })
	void serverWhenLengthIsImpossibleClosesConnectionWithOneLine(int length, CapturedOutput output) throws IOException {
		serve(1, this::receive);
		try (SocketChannel channel = connect(1)) {
			channel.write(ByteBuffer.allocate(4).putInt(length).flip());
			assertEnded(channel);
		}
		assertOneLine(output);
		assertStillServed();
	}

	@Test
	void serverWhenRequestIsCutOffClosesConnection() throws IOException {
		serve(1, this::receive);
		try (SocketChannel channel = connect(1)) {
			channel.write(ByteBuffer.allocate(6).putInt(100).putShort((short) 1).flip());
			channel.shutdownOutput();
			assertEnded(channel);
		}
		assertStillServed();
	}

	@Test
	void serverWhenRequestDoesNotComeClosesConnection() throws IOException {
		serve(1, this::receive, new RelayLimits(LONG, SHORT, 1, 1));
		try (SocketChannel channel = connect(1)) {
			assertEnded(channel);
		}
		assertStillServed();
	}

	@Test
	void serverWhenAnswerIsNotReadLetsGo() throws IOException {
		CountingInputStream body = new CountingInputStream();
		serve(1, (request) -> new RelayResponse(200, Map.of(), body), new RelayLimits(LONG, SHORT, 1, 1));
		try (RelayResponse response = client().exchange(worker(1), REQUEST, LONG)) {
			Awaitility.await().untilAsserted(() -> assertThat(body.closed).isTrue());
			assertThatIOException().isThrownBy(() -> response.body().readAllBytes());
		}
	}

	@Test
	void serverWhenHandlerFailsClosesConnection(CapturedOutput output) throws IOException {
		serve(1, (request) -> {
			throw new IllegalStateException("Broken");
		});
		assertThatIOException().isThrownBy(() -> client().exchange(worker(1), REQUEST, LONG))
			.withMessage("Worker 1 (PID 1) did not answer: the connection was closed by the other side");
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("IllegalStateException: Broken"));
	}

	@Test
	void serverAnswersSoManyAtATime() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		serve(1, (request) -> {
			await(release);
			return answer(200, Map.of(), "");
		}, new RelayLimits(LONG, LONG, 1, 1));
		RelayClient impatient = client(new RelayLimits(SHORT, LONG, 1, 1));
		assertThatIOException().isThrownBy(() -> impatient.exchange(worker(1), REQUEST, Duration.ofSeconds(1)));
		assertThatIOException().isThrownBy(() -> impatient.exchange(worker(1), REQUEST, LONG))
			.withMessageEndingWith("nothing happened within 100 ms");
		release.countDown();
		client().exchange(worker(1), REQUEST, LONG).close();
	}

	@Test
	void serverWhenSocketOfFormerProcessIsLeftReplacesIt() throws IOException {
		listen(1);
		serve(1, this::receive);
		assertStillServed();
	}

	@Test
	void serverWhenClosedHasNoThread() throws IOException {
		RelayServer server = serve(1, this::receive);
		RelayClient client = client();
		client.exchange(worker(1), REQUEST, LONG).close();
		server.close();
		client.close();
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("cluster-relay")));
	}

	private void assertEnded(SocketChannel channel) throws IOException {
		try {
			assertThat(channel.read(ByteBuffer.allocate(1))).isNegative();
		}
		catch (IOException ex) {
			assertThat(ex).hasMessage("Connection reset by peer");
		}
	}

	private void assertOneLine(CapturedOutput output) {
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(output.getOut().lines().filter((line) -> line.contains("relay"))).singleElement()
						.asString()
						.contains("WARN")
						.contains("Closing the connection of another worker: "));
		assertThat(this.received).hasNullValue();
	}

	private void assertStillServed() throws IOException {
		client().exchange(worker(1), REQUEST, LONG).close();
		assertThat(this.received).hasValue(REQUEST);
	}

	private RelayResponse receive(RelayRequest request) {
		this.received.set(request);
		return answer(204, Map.of(), "");
	}

	private RelayServer serve(int pid, RelayHandler handler) throws IOException {
		return serve(pid, handler, LIMITS);
	}

	private RelayServer serve(int pid, RelayHandler handler, RelayLimits limits) throws IOException {
		RelayServer server = open(new RelayServer(this.sockets.get(pid), handler, limits));
		server.start();
		return server;
	}

	/**
	 * Listen as a stopped process does: the kernel takes connections until its queue is
	 * full, and nobody else does anything.
	 */
	private void listen(int pid) throws IOException {
		Path path = this.sockets.get(pid);
		open(() -> Files.deleteIfExists(path));
		open(ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path), 1));
	}

	private SocketChannel connect(int pid) throws IOException {
		return SocketChannel.open(UnixDomainSocketAddress.of(this.sockets.get(pid)));
	}

	private RelayClient client() {
		return client(LIMITS);
	}

	private RelayClient client(RelayLimits limits) {
		return open(new RelayClient(this.sockets, limits));
	}

	private <T extends AutoCloseable> T open(T closeable) {
		this.opened.add(closeable);
		return closeable;
	}

	private static ClusterWorker worker(int id) {
		return new ClusterWorker(id, (long) id, WorkerState.LISTENING, 1, null);
	}

	private static RelayResponse answer(int status, Map<String, String> headers, String body) {
		return new RelayResponse(status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	/**
	 * Never ends.
	 */
	private static final class CountingInputStream extends InputStream {

		private volatile long count;

		private volatile boolean closed;

		@Override
		public int read() {
			this.count++;
			return 'x';
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

	/**
	 * Fails after a few bytes.
	 */
	private static final class BrokenInputStream extends FilterInputStream {

		BrokenInputStream() {
			super(new ByteArrayInputStream(new byte[10]));
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			if (count < 0) {
				throw new IOException("Broken");
			}
			return count;
		}

	}

	/**
	 * Hangs after a few bytes.
	 */
	private static final class HangingInputStream extends FilterInputStream {

		private final CountDownLatch release;

		HangingInputStream(CountDownLatch release) {
			super(new ByteArrayInputStream(new byte[10]));
			this.release = release;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			if (count < 0) {
				await(this.release);
			}
			return count;
		}

	}

}
