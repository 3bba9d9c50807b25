package io.github.bootcluster.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.RawConnection.Answer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every web server of a worker must do while the worker is leaving, and what it
 * counts until then.
 *
 * @param <F> the type of the factory of the web server
 */
public abstract class AbstractDrainingTests<F extends ConfigurableWebServerFactory> {

	private static final int LARGE_BODY = 4 << 20;

	@TempDir
	private static Path directory;

	private static TestKeyStore keyStore;

	private final DrainedApplication application = new DrainedApplication();

	private final Draining draining = new Draining();

	private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor();

	private @Nullable WebServer webServer;

	@BeforeAll
	static void createKeyStore() throws IOException, InterruptedException {
		keyStore = TestKeyStore.create(directory);
	}

	@AfterEach
	void stop() {
		this.sweeper.shutdownNow();
		this.application.releaseSlowRequest();
		this.webServer.stop();
		this.webServer.destroy();
	}

	protected abstract F createFactory();

	protected abstract void customize(F factory, Cluster cluster, Draining draining);

	protected abstract WebServer createWebServer(F factory, DrainedApplication application);

	protected abstract WebServerActivity activity();

	protected final @Nullable WebServer getWebServer() {
		return this.webServer;
	}

	@Test
	void beforeDrainingConnectionIsKept() throws IOException {
		start();
		try (RawConnection connection = connect()) {
			assertThat(get(connection, "/").isLast()).isFalse();
			assertThat(get(connection, "/").isLast()).isFalse();
			assertThat(activity().connections()).isOne();
		}
		Awaitility.await().untilAsserted(() -> assertThat(activity().connections()).isZero());
	}

	@Test
	void connectionsAreCountedBeforeTheirFirstRequest() throws IOException {
		start();
		try (RawConnection one = connect(); RawConnection two = connect()) {
			Awaitility.await().untilAsserted(() -> assertThat(activity().connections()).isEqualTo(2));
			assertThat(get(one, "/").status()).isEqualTo(200);
			assertThat(get(two, "/").status()).isEqualTo(200);
		}
		Awaitility.await().untilAsserted(() -> assertThat(activity().connections()).isZero());
	}

	@Test
	void everyRequestIsCountedOnce() throws IOException {
		start();
		for (int i = 0; i < 100; i++) {
			try (RawConnection connection = connect()) {
				for (String path : List.of("/", "/refuse", "/stream", "/", "/refuse", "/stream")) {
					get(connection, path);
				}
			}
			try (RawConnection connection = connect()) {
				connection.get("/", "/");
				connection.read();
				connection.post("/length", connection.read().body().length());
				connection.read();
			}
		}
		get("/fail");
		awaitRequests(0, 901);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/slow", "/later" })
	void requestInProgressIsActiveAndCountedAtItsEnd(String path) throws Exception {
		start();
		try (RawConnection connection = connect()) {
			get(connection, "/");
			connection.get(path);
			this.application.awaitSlowRequest();
			awaitRequests(1, 1);
			this.application.releaseSlowRequest();
			connection.read();
			awaitRequests(0, 2);
		}
	}

	@Test
	void requestThatClientGivesUpIsNotActiveForEver() throws Exception {
		start();
		try (RawConnection connection = connect()) {
			connection.get("/slow");
			this.application.awaitSlowRequest();
			awaitRequests(1, 0);
		}
		this.application.releaseSlowRequest();
		awaitRequests(0, 1);
		assertThat(get("/").status()).isEqualTo(200);
		awaitRequests(0, 2);
	}

	@Test
	void http2RequestsAreCountedOneByOne() throws Exception {
		start(this::useHttp2);
		try (RawHttp2Connection connection = connectHttp2()) {
			connection.get(1, "/");
			connection.awaitEnd(1);
			connection.get(3, "/refuse");
			connection.awaitEnd(3);
			connection.get(5, "/slow");
			this.application.awaitSlowRequest();
			awaitRequests(1, 2);
			this.application.releaseSlowRequest();
			connection.awaitEnd(5);
			awaitRequests(0, 3);
			assertThat(activity().connections()).isOne();
		}
		awaitNoConnections();
	}

	@Test
	void webSocketIsConnectionAndNoActiveRequest() throws Exception {
		start();
		WebSocket webSocket = openWebSocket(new CompletableFuture<>());
		awaitRequests(0, 1);
		assertThat(activity().connections()).isOne();
		webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
		awaitNoConnections();
		awaitRequests(0, 1);
	}

	@Test
	void nextResponseIsLastOfConnection() throws IOException {
		start();
		try (RawConnection connection = connect()) {
			get(connection, "/");
			drain();
			assertLast(connection, get(connection, "/"), 200, "hello");
		}
	}

	@Test
	void streamedResponseIsComplete() throws IOException {
		start();
		drain();
		try (RawConnection connection = connect()) {
			assertLast(connection, get(connection, "/stream"), 200, "abc".repeat(1_000));
		}
	}

	@Test
	void errorsAreLastOfConnection() throws IOException {
		start();
		drain();
		try (RawConnection refused = connect(); RawConnection failed = connect()) {
			assertLast(refused, get(refused, "/refuse"), 401, null);
			assertLast(failed, get(failed, "/fail"), 500, null);
		}
	}

	@Test
	void requestInProgressIsFinished() throws Exception {
		start();
		try (RawConnection connection = connect()) {
			connection.get("/slow");
			this.application.awaitSlowRequest();
			drain();
			this.application.releaseSlowRequest();
			assertThat(connection.read().body()).isEqualTo(DrainedApplication.LARGE_ANSWER);
			assertLast(connection, get(connection, "/"), 200, "hello");
		}
	}

	@Test
	void pipelinedRequestBehindOneInProgressIsAnswered() throws Exception {
		start();
		try (RawConnection connection = connect()) {
			connection.get("/slow", "/");
			this.application.awaitSlowRequest();
			drain();
			this.application.releaseSlowRequest();
			assertThat(connection.read().body()).isEqualTo(DrainedApplication.LARGE_ANSWER);
			assertLast(connection, connection.read(), 200, "hello");
		}
	}

	@Test
	void pipelinedRequestBehindLastResponseIsDropped() throws IOException {
		start();
		drain();
		try (RawConnection connection = connect()) {
			connection.get("/", "/");
			assertLast(connection, connection.read(), 200, "hello");
		}
	}

	@Test
	void newConnectionsAreAcceptedAndAnsweredOnce() throws IOException {
		start();
		drain();
		for (int i = 0; i < 20; i++) {
			try (RawConnection connection = connect()) {
				assertLast(connection, get(connection, "/"), 200, "hello");
			}
		}
		Awaitility.await().untilAsserted(() -> assertThat(activity().connections()).isZero());
	}

	@Test
	void largeRequestIsRead() throws IOException {
		start();
		drain();
		try (RawConnection connection = connect()) {
			connection.post("/length", LARGE_BODY);
			assertLast(connection, connection.read(), 200, String.valueOf(LARGE_BODY));
		}
	}

	@Test
	void notWorkerIsNotDrained() throws IOException {
		start(TestCluster.standalone(), (factory) -> {
		});
		drain();
		try (RawConnection connection = connect()) {
			assertThat(get(connection, "/").isLast()).isFalse();
			assertThat(get(connection, "/").isLast()).isFalse();
		}
	}

	@Test
	void http2StreamInProgressIsFinishedAndConnectionEnded() throws Exception {
		start(this::useHttp2);
		try (RawHttp2Connection connection = connectHttp2()) {
			connection.get(1, "/slow");
			this.application.awaitSlowRequest();
			assertThat(activity().connections()).isOne();
			drain();
			connection.awaitGoAway();
			connection.get(3, "/");
			connection.awaitEnd(3);
			outlastGrace();
			this.application.releaseSlowRequest();
			connection.awaitEnd(1);
			awaitNoConnections();
			connection.awaitEnd();
			assertThat(connection.getSucceeded()).containsExactlyInAnyOrder(1, 3);
			assertThat(connection.getDataLength()).isEqualTo(DrainedApplication.LARGE_ANSWER.length() + 5);
			assertThat(connection.getLastStreams()).hasSizeGreaterThan(1).last().isEqualTo(3);
			assertThat(connection.getLastStreams().get(0)).isGreaterThan(Integer.MAX_VALUE - 3);
		}
	}

	@Test
	void http2ConnectionOpenedWhileDrainingIsAnsweredAndEnded() throws IOException {
		start(this::useHttp2);
		drain();
		try (RawHttp2Connection connection = connectHttp2()) {
			connection.get(1, "/");
			connection.awaitEnd(1);
			assertThat(activity().connections()).isOne();
			awaitNoConnections();
			connection.awaitEnd();
			assertThat(connection.getSucceeded()).containsExactly(1);
			assertThat(connection.getLastStreams()).hasSizeGreaterThan(1).last().isEqualTo(1);
		}
	}

	@Test
	void http2StreamInProgressOutlastsGracefulShutdown() throws Exception {
		start(this::useHttp2);
		try (RawHttp2Connection connection = connectHttp2()) {
			connection.get(1, "/slow");
			this.application.awaitSlowRequest();
			drain();
			connection.awaitGoAway();
			CompletableFuture<GracefulShutdownResult> shutdown = new CompletableFuture<>();
			this.webServer.shutDownGracefully(shutdown::complete);
			outlastGrace();
			this.application.releaseSlowRequest();
			connection.awaitEnd(1);
			assertThat(connection.getSucceeded()).containsExactly(1);
			assertThat(connection.getDataLength()).isEqualTo(DrainedApplication.LARGE_ANSWER.length());
			assertThat(shutdown.get(20, TimeUnit.SECONDS)).isEqualTo(GracefulShutdownResult.IDLE);
		}
	}

	@Test
	void http2ClientsTakeNextRequestToNewConnection() throws Exception {
		start((factory) -> {
			useHttp2(factory);
			factory.setSsl(keyStore.toSsl());
		});
		HttpClient client = HttpClient.newBuilder().sslContext(keyStore.toTrustingContext()).build();
		HttpResponse<String> before = send(client);
		assertThat(before.version()).isEqualTo(Version.HTTP_2);
		assertThat(before.body()).isEqualTo("hello");
		assertThat(activity().connections()).isOne();
		this.draining.begin();
		awaitNoConnectionsWhileSweeping();
		assertThat(send(client).body()).isEqualTo("hello");
		awaitNoConnectionsWhileSweeping();
	}

	@Test
	void webSocketIsOpenedWhileDrainingAndTurnedAwayInTheEnd() throws Exception {
		start();
		drain();
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		WebSocket webSocket = openWebSocket(closed);
		assertThat(webSocket.isInputClosed()).isFalse();
		assertThat(activity().connections()).isOne();
		new WebSocketLifecycle(this.draining).stop();
		Awaitility.await().untilAsserted(() -> assertThat(this.draining.closeWebSockets()).isZero());
		assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(1001);
	}

	private void start() {
		start((factory) -> {
		});
	}

	protected final void start(Consumer<F> configurer) {
		start(TestCluster.worker(), configurer);
	}

	private void start(Cluster cluster, Consumer<F> configurer) {
		F factory = createFactory();
		factory.setAddress(InetAddress.getLoopbackAddress());
		factory.setPort(0);
		factory.setShutdown(Shutdown.GRACEFUL);
		configurer.accept(factory);
		customize(factory, cluster, this.draining);
		this.webServer = createWebServer(factory, this.application);
		this.webServer.start();
	}

	private void useHttp2(F factory) {
		Http2 http2 = new Http2();
		http2.setEnabled(true);
		factory.setHttp2(http2);
	}

	private int port() {
		return this.webServer.getPort();
	}

	private RawConnection connect() throws IOException {
		return RawConnection.open(port());
	}

	private RawHttp2Connection connectHttp2() throws IOException {
		return RawHttp2Connection.open(port());
	}

	private WebSocket openWebSocket(CompletableFuture<Integer> closed) throws Exception {
		return HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + port() + "/socket"), new CloseListener(closed))
			.get(20, TimeUnit.SECONDS);
	}

	private Answer get(String path) throws IOException {
		try (RawConnection connection = connect()) {
			return get(connection, path);
		}
	}

	private Answer get(RawConnection connection, String path) throws IOException {
		connection.get(path);
		return connection.read();
	}

	private void assertLast(RawConnection connection, Answer answer, int status, @Nullable String body)
			throws IOException {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.isLast()).isTrue();
		if (body != null) {
			assertThat(answer.body()).isEqualTo(body);
		}
		assertThat(connection.isEnded()).isTrue();
	}

	private HttpResponse<String> send(HttpClient client) throws IOException, InterruptedException {
		URI uri = URI.create("https://127.0.0.1:" + port() + "/");
		return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	private void drain() {
		this.draining.begin();
		this.sweeper.scheduleWithFixedDelay(this.draining::sweep, 20, 20, TimeUnit.MILLISECONDS);
	}

	private void outlastGrace() {
		long start = System.nanoTime();
		Awaitility.await().until(() -> System.nanoTime() - start > 2 * TwoStepGoAway.GRACE.toNanos());
	}

	/*
	 * The client of JDK 17 fails requests in progress when it receives a GOAWAY.
	 */
	private void awaitNoConnectionsWhileSweeping() {
		Awaitility.await().untilAsserted(() -> {
			this.draining.sweep();
			assertThat(activity().connections()).isZero();
		});
	}

	private void awaitRequests(long active, long total) {
		Awaitility.await()
			.untilAsserted(() -> assertThat(activity().requests()).isEqualTo(new Requests(active, total)));
	}

	private void awaitNoConnections() {
		Awaitility.await().untilAsserted(() -> assertThat(activity().connections()).isZero());
	}

	/**
	 * {@link WebSocket.Listener} that waits for the status it is closed with.
	 *
	 * @param status receives the status
	 */
	private record CloseListener(CompletableFuture<Integer> status) implements WebSocket.Listener {

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			this.status.complete(statusCode);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			this.status.completeExceptionally(error);
		}

	}

}
