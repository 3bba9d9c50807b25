package io.github.bootcluster.web.tomcat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient.Version;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.AbstractPortSharingTests;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11Nio2Protocol;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TomcatReusePortWebServerFactoryCustomizer} and
 * {@link TomcatWebServerActivity} with servlets.
 */
@ExtendWith(OutputCaptureExtension.class)
class TomcatServletPortSharingTests extends AbstractPortSharingTests<TomcatServletWebServerFactory> {

	@Override
	protected TomcatServletWebServerFactory createFactory() {
		return new TomcatServletWebServerFactory();
	}

	@Override
	protected void customize(TomcatServletWebServerFactory factory, Cluster cluster) {
		new TomcatReusePortWebServerFactoryCustomizer(cluster).customize(factory);
	}

	@Override
	protected WebServer createWebServer(TomcatServletWebServerFactory factory, Supplier<String> answer) {
		return factory.getWebServer(servlet(answer));
	}

	@Test
	void startWhenWorkersUseHttp2LetsBothAnswer() {
		assertHttp2IsShared();
	}

	@Test
	void startWhenWorkersShareWarnsOfNothing(CapturedOutput output) {
		startWorker("one");
		assertThat(output).doesNotContain("WARN", "ERROR");
	}

	@Test
	void startWhenProtocolIsNotTheDefaultKeepsItAndWarns(CapturedOutput output) throws IOException {
		startWorkerOnFreePort((factory) -> factory.setProtocol(Http11Nio2Protocol.class.getName()));
		assertThat(output).contains("uses the protocol org.apache.coyote.http11.Http11Nio2Protocol")
			.contains("Use the protocol io.github.bootcluster.web.tomcat.ReusePortHttp11NioProtocol instead.");
	}

	@Test
	void startWhenAdditionalConnectorCannotShareWarns(CapturedOutput output) throws IOException {
		int port = freePort();
		startWorker("one", (factory) -> factory.addAdditionalConnectors(connector(null, port)));
		assertThat(output).contains("The Tomcat connector on port " + port);
	}

	@Test
	void startWhenAdditionalConnectorHasRandomPortDoesNotWarn(CapturedOutput output) {
		startWorker("one", (factory) -> factory.addAdditionalConnectors(connector(null, 0)));
		assertThat(output).doesNotContain("cannot share");
	}

	@Test
	void startWhenAdditionalConnectorsUseProtocolSharesTheirPort(CapturedOutput output) throws IOException {
		int port = freePort();
		String protocol = ReusePortHttp11NioProtocol.class.getName();
		WebServer one = startWorker("one", (factory) -> factory.addAdditionalConnectors(connector(protocol, port)));
		WebServer two = startWorker("two", (factory) -> factory.addAdditionalConnectors(connector(protocol, port)));
		assertThat(localPorts(one)).containsExactlyInAnyOrder(getPort(), port).isEqualTo(localPorts(two));
		assertThat(output).doesNotContain("cannot share");
	}

	@Test
	void startWhenConnectorHasUnixDomainSocketListensOnIt(@TempDir Path directory) throws IOException {
		Path path = directory.resolve("tomcat");
		startWorker("one", (factory) -> factory
			.addConnectorCustomizers((connector) -> connector.setProperty("unixDomainSocketPath", path.toString())));
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
			channel.write(StandardCharsets.US_ASCII.encode("GET / HTTP/1.0\r\n\r\n"));
			assertThat(Channels.newInputStream(channel).readAllBytes()).asString(StandardCharsets.US_ASCII)
				.endsWith("one");
		}
	}

	@Test
	void pauseAndStopConnectToNoOtherProcess(CapturedOutput output) throws Exception {
		WebServer worker = startWorker("one", (factory) -> factory.setShutdown(Shutdown.GRACEFUL));
		try (ServerSocketChannel other = listen()) {
			Connector connector = ((TomcatWebServer) worker).getTomcat().getConnector();
			for (int i = 0; i < 20; i++) {
				connector.pause();
				connector.resume();
			}
			assertThat(shutDownGracefully(worker)).isEqualTo(GracefulShutdownResult.IDLE);
			worker.stop();
			assertThat(other.accept()).isNull();
		}
		assertThat(output).doesNotContain("WARN", "ERROR");
	}

	@Test
	void shutDownGracefullyFinishesActiveRequestAndRefusesConnections() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		WebServer worker = startWorker(() -> await(release, "one"),
				(factory) -> factory.setShutdown(Shutdown.GRACEFUL));
		TomcatWebServerActivity activity = new TomcatWebServerActivity(() -> worker);
		List<String> answers = new ArrayList<>();
		Thread client = new Thread(() -> answers.add(send(httpClient(Version.HTTP_1_1).get(), "http").body()));
		client.start();
		Awaitility.await().untilAsserted(() -> assertThat(activity.requests()).isEqualTo(new Requests(1, 0)));
		List<GracefulShutdownResult> results = new ArrayList<>();
		worker.shutDownGracefully(results::add);
		Awaitility.await().until(this::isRefused);
		release.countDown();
		client.join();
		assertThat(answers).containsExactly("one");
		Awaitility.await().untilAsserted(() -> assertThat(results).containsExactly(GracefulShutdownResult.IDLE));
	}

	@Test
	void activityCountsConnectionsAndRequests() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		WebServer worker = startWorker(() -> await(release, "one"), (factory) -> {
		});
		TomcatWebServerActivity activity = new TomcatWebServerActivity(() -> worker);
		assertThat(activity.connections()).isZero();
		assertThat(activity.requests()).isEqualTo(new Requests(0, 0));
		Thread client = new Thread(() -> send(httpClient(Version.HTTP_1_1).get(), "http"));
		client.start();
		Awaitility.await().untilAsserted(() -> assertThat(activity.requests()).isEqualTo(new Requests(1, 0)));
		assertThat(activity.connections()).isOne();
		release.countDown();
		client.join();
		Awaitility.await().untilAsserted(() -> assertThat(activity.requests()).isEqualTo(new Requests(0, 1)));
	}

	@Test
	void activityCountsHttp2Requests() {
		WebServer worker = startWorker("one", this::useHttp2);
		TomcatWebServerActivity activity = new TomcatWebServerActivity(() -> worker);
		send(httpClient(Version.HTTP_2).get(), "https");
		send(httpClient(Version.HTTP_1_1).get(), "https");
		Awaitility.await().untilAsserted(() -> assertThat(activity.requests()).isEqualTo(new Requests(0, 2)));
	}

	@Test
	void activityWhenThereIsNoTomcatIsUnknown() {
		TomcatWebServerActivity activity = new TomcatWebServerActivity(() -> null);
		assertThat(activity.connections()).isNull();
		assertThat(activity.requests()).isNull();
	}

	private void startWorkerOnFreePort(Consumer<TomcatServletWebServerFactory> configurer) throws IOException {
		int port = freePort();
		startWorker("one", (factory) -> {
			factory.setPort(port);
			configurer.accept(factory);
		});
	}

	private String await(CountDownLatch latch, String answer) {
		try {
			latch.await();
			return answer;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private GracefulShutdownResult shutDownGracefully(WebServer webServer) {
		List<GracefulShutdownResult> results = new ArrayList<>();
		webServer.shutDownGracefully(results::add);
		Awaitility.await().until(() -> !results.isEmpty());
		return results.get(0);
	}

	private boolean isRefused() throws IOException {
		try (SocketChannel channel = SocketChannel.open()) {
			return !channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), getPort()));
		}
		catch (ConnectException ex) {
			return true;
		}
	}

	private ServerSocketChannel listen() throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), getPort()));
		channel.configureBlocking(false);
		return channel;
	}

	private Connector connector(@Nullable String protocol, int port) {
		Connector connector = (protocol != null) ? new Connector(protocol) : new Connector();
		connector.setPort(port);
		return connector;
	}

	private List<Integer> localPorts(WebServer webServer) {
		return Arrays.stream(((TomcatWebServer) webServer).getTomcat().getService().findConnectors())
			.map(Connector::getLocalPort)
			.sorted()
			.toList();
	}

	private int freePort() throws IOException {
		try (ServerSocketChannel channel = ServerSocketChannel.open()) {
			channel.bind(new InetSocketAddress(0));
			return ((InetSocketAddress) channel.getLocalAddress()).getPort();
		}
	}

}
