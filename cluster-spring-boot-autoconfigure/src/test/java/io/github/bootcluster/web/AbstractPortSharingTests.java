package io.github.bootcluster.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.socket.PortReservation;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What every web server of a worker must do: two of them, here in one JVM, serve one
 * reserved port.
 *
 * @param <F> the type of the factory of the web server
 */
public abstract class AbstractPortSharingTests<F extends ConfigurableWebServerFactory> {

	private static final int MAX_CONNECTIONS = 300;

	@TempDir
	private static Path directory;

	private static TestKeyStore keyStore;

	private final List<WebServer> webServers = new ArrayList<>();

	private PortReservation reservation;

	@BeforeAll
	static void createKeyStore() throws IOException, InterruptedException {
		keyStore = TestKeyStore.create(directory);
	}

	@BeforeEach
	void reservePort() throws IOException {
		this.reservation = PortReservation.reserve(InetAddress.getLoopbackAddress(), 0);
	}

	@AfterEach
	void stop() throws IOException {
		this.webServers.forEach(this::stop);
		this.reservation.close();
	}

	protected abstract F createFactory();

	protected abstract void customize(F factory, Cluster cluster);

	protected abstract WebServer createWebServer(F factory, Supplier<String> answer);

	@Test
	void startWhenWorkersLetsBothAnswer() {
		startWorker("one");
		startWorker("two");
		assertThat(answersOfNewConnections(httpClient(Version.HTTP_1_1), "http")).containsExactlyInAnyOrder("one",
				"two");
	}

	@Test
	void startWhenWorkersUseTlsLetsBothAnswer() {
		startWorker("one", this::useTls);
		startWorker("two", this::useTls);
		assertThat(answersOfNewConnections(httpClient(Version.HTTP_1_1), "https")).containsExactlyInAnyOrder("one",
				"two");
	}

	@Test
	void startWhenNotWorkerFailsAsPortIsReserved() {
		assertThatExceptionOfType(PortInUseException.class).isThrownBy(() -> start(TestCluster.standalone(), "one"))
			.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(getPort()));
	}

	@Test
	void startWhenNotWorkerAndPortIsFreeDoesNotShareIt() throws IOException {
		this.reservation.close();
		start(TestCluster.standalone(), "one");
		assertThatExceptionOfType(PortInUseException.class).isThrownBy(() -> start(TestCluster.standalone(), "two"));
		assertThatExceptionOfType(PortInUseException.class).isThrownBy(() -> startWorker("three"));
	}

	@Test
	void stopLeavesAllConnectionsToOtherWorker() {
		WebServer one = startWorker("one");
		startWorker("two");
		stop(one);
		Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(answers(20)).containsOnly("two"));
	}

	@Test
	void stopReleasesPort() throws IOException {
		stop(startWorker("one"));
		this.reservation.close();
		Awaitility.await().untilAsserted(() -> assertThatNoException().isThrownBy(this::bindExclusively));
	}

	@Test
	void startWhenStoppedBeforeListensAgain() {
		WebServer one = startWorker("one");
		startWorker("two");
		one.stop();
		one.start();
		assertThat(answersOfNewConnections(httpClient(Version.HTTP_1_1), "http")).containsExactlyInAnyOrder("one",
				"two");
	}

	protected final void assertHttp2IsShared() {
		startWorker("one", this::useHttp2);
		startWorker("two", this::useHttp2);
		Supplier<HttpClient> clients = httpClient(Version.HTTP_2);
		assertThat(answersOfNewConnections(clients, "https")).containsExactlyInAnyOrder("one", "two");
		assertThat(send(clients.get(), "https").version()).isEqualTo(Version.HTTP_2);
	}

	protected final WebServer startWorker(String answer) {
		return start(TestCluster.worker(), answer);
	}

	protected final WebServer startWorker(String answer, Consumer<? super F> configurer) {
		return start(TestCluster.worker(), () -> answer, configurer);
	}

	protected final WebServer startWorker(Supplier<String> answer, Consumer<? super F> configurer) {
		return start(TestCluster.worker(), answer, configurer);
	}

	private WebServer start(Cluster cluster, String answer) {
		return start(cluster, () -> answer, (factory) -> {
		});
	}

	private WebServer start(Cluster cluster, Supplier<String> answer, Consumer<? super F> configurer) {
		F factory = createFactory();
		factory.setAddress(InetAddress.getLoopbackAddress());
		factory.setPort(getPort());
		configurer.accept(factory);
		customize(factory, cluster);
		WebServer webServer = createWebServer(factory, answer);
		this.webServers.add(webServer);
		webServer.start();
		return webServer;
	}

	private void stop(WebServer webServer) {
		webServer.stop();
		webServer.destroy();
	}

	protected final int getPort() {
		return this.reservation.getPort();
	}

	private void useTls(F factory) {
		factory.setSsl(keyStore.toSsl());
	}

	protected final void useHttp2(F factory) {
		Http2 http2 = new Http2();
		http2.setEnabled(true);
		factory.setHttp2(http2);
		useTls(factory);
	}

	/**
	 * Return clients that each open a connection of their own.
	 */
	protected final Supplier<HttpClient> httpClient(Version version) {
		return () -> HttpClient.newBuilder().version(version).sslContext(keyStore.toTrustingContext()).build();
	}

	private Set<String> answersOfNewConnections(Supplier<HttpClient> clients, String scheme) {
		Set<String> answers = new HashSet<>();
		for (int i = 0; i < MAX_CONNECTIONS && answers.size() < 2; i++) {
			answers.add(answer(clients.get(), scheme));
		}
		return answers;
	}

	private List<String> answers(int connections) {
		return Stream.generate(httpClient(Version.HTTP_1_1))
			.limit(connections)
			.map((client) -> answer(client, "http"))
			.toList();
	}

	private void bindExclusively() throws IOException {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), getPort()));
		}
	}

	private String answer(HttpClient client, String scheme) {
		return send(client, scheme).body();
	}

	protected final HttpResponse<String> send(HttpClient client, String scheme) {
		try {
			URI uri = URI.create(scheme + "://127.0.0.1:" + getPort() + "/");
			return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	protected static ServletContextInitializer servlet(Supplier<String> answer) {
		return (servletContext) -> servletContext.addServlet("answer", new AnsweringServlet(answer)).addMapping("/");
	}

	protected static HttpHandler handler(Supplier<String> answer) {
		return (request, response) -> {
			Mono<DataBuffer> body = Mono.fromSupplier(answer)
				.subscribeOn(Schedulers.boundedElastic())
				.map((content) -> response.bufferFactory().wrap(content.getBytes(StandardCharsets.UTF_8)));
			return response.writeWith(body);
		};
	}

	/**
	 * {@link HttpServlet} that gives one answer to all requests.
	 */
	private static final class AnsweringServlet extends HttpServlet {

		private final transient Supplier<String> answer;

		AnsweringServlet(Supplier<String> answer) {
			this.answer = answer;
		}

		@Override
		protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().write(this.answer.get());
		}

	}

}
