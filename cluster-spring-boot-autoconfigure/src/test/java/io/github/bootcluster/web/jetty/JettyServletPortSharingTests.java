package io.github.bootcluster.web.jetty;

import java.net.InetAddress;
import java.net.http.HttpClient.Version;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.socket.PortReservation;
import io.github.bootcluster.web.AbstractPortSharingTests;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JettyReusePortWebServerFactoryCustomizer} and
 * {@link JettyWebServerActivity} with servlets.
 */
class JettyServletPortSharingTests extends AbstractPortSharingTests<JettyServletWebServerFactory> {

	@Override
	protected JettyServletWebServerFactory createFactory() {
		return new JettyServletWebServerFactory();
	}

	@Override
	protected void customize(JettyServletWebServerFactory factory, Cluster cluster) {
		new JettyReusePortWebServerFactoryCustomizer(cluster).customize(factory);
	}

	@Override
	protected WebServer createWebServer(JettyServletWebServerFactory factory, Supplier<String> answer) {
		return factory.getWebServer(servlet(answer));
	}

	@Test
	void startWhenWorkersHaveAdditionalConnectorsSharesAllPorts() throws Exception {
		try (PortReservation additional = PortReservation.reserve(InetAddress.getLoopbackAddress(), 0)) {
			WebServer one = startWorker("one", (factory) -> addConnector(factory, additional.getPort()));
			WebServer two = startWorker("two", (factory) -> addConnector(factory, additional.getPort()));
			assertThat(localPorts(one)).containsExactlyInAnyOrder(getPort(), additional.getPort())
				.containsExactlyInAnyOrderElementsOf(localPorts(two));
		}
	}

	@Test
	void customizeWhenConnectorIsAddedLaterSharesItsPort() {
		JettyServletWebServerFactory factory = createFactory();
		customize(factory, TestCluster.worker());
		addConnector(factory, 0);
		Server server = ((JettyWebServer) factory.getWebServer()).getServer();
		ServerConnector late = new ServerConnector(server);
		server.addConnector(late);
		assertThat(late.isReusePort()).isTrue();
	}

	@Test
	void activityCountsConnectionsAndRequests() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		WebServer worker = startWorker(() -> await(release, "one"),
				(factory) -> factory.setShutdown(Shutdown.GRACEFUL));
		JettyWebServerActivity activity = new JettyWebServerActivity(() -> worker);
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
	void activityWhenShutdownIsImmediateCountsNoRequests() {
		WebServer worker = startWorker("one", (factory) -> factory.setShutdown(Shutdown.IMMEDIATE));
		JettyWebServerActivity activity = new JettyWebServerActivity(() -> worker);
		assertThat(activity.connections()).isZero();
		assertThat(activity.requests()).isNull();
	}

	@Test
	void activityWhenThereIsNoJettyIsUnknown() {
		JettyWebServerActivity activity = new JettyWebServerActivity(() -> null);
		assertThat(activity.connections()).isNull();
		assertThat(activity.requests()).isNull();
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

	private void addConnector(JettyServletWebServerFactory factory, int port) {
		factory.addServerCustomizers((server) -> {
			ServerConnector connector = new ServerConnector(server);
			connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
			connector.setPort(port);
			server.addConnector(connector);
		});
	}

	private List<Integer> localPorts(WebServer webServer) {
		return Arrays.stream(((JettyWebServer) webServer).getServer().getConnectors())
			.map(ServerConnector.class::cast)
			.map(ServerConnector::getLocalPort)
			.toList();
	}

}
