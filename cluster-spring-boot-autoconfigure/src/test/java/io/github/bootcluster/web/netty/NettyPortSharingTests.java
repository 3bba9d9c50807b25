package io.github.bootcluster.web.netty;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.AbstractPortSharingTests;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServer;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NettyReusePortWebServerFactoryCustomizer} and
 * {@link NettyWebServerActivity} on the transport that Reactor Netty chooses, which is
 * the native one where there is one.
 */
@ExtendWith(OutputCaptureExtension.class)
class NettyPortSharingTests extends AbstractPortSharingTests<NettyReactiveWebServerFactory> {

	@Override
	protected NettyReactiveWebServerFactory createFactory() {
		return new NettyReactiveWebServerFactory();
	}

	@Override
	protected void customize(NettyReactiveWebServerFactory factory, Cluster cluster) {
		factory.setResourceFactory(getResourceFactory());
		new NettyReusePortWebServerFactoryCustomizer(cluster, getResourceFactory()).customize(factory);
	}

	@Nullable ReactorResourceFactory getResourceFactory() {
		return null;
	}

	@Override
	protected WebServer createWebServer(NettyReactiveWebServerFactory factory, Supplier<String> answer) {
		return factory.getWebServer(handler(answer));
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
	void activityCountsConnectionsAndRequests() {
		NettyWebServerActivity activity = new NettyWebServerActivity(TestCluster.worker());
		assertThat(activity.connections()).isNull();
		assertThat(activity.requests()).isNull();
		startWorker("one", activity::customize);
		assertThat(activity.connections()).isZero();
		HttpClient client = httpClient(Version.HTTP_1_1).get();
		send(client, "http");
		send(client, "http");
		Awaitility.await().untilAsserted(() -> assertThat(activity.connections()).isOne());
		Awaitility.await().untilAsserted(() -> assertThat(activity.requests()).isEqualTo(new Requests(0, 2)));
	}

	@Test
	void activityCountsHttp2ConnectionOnce() {
		NettyWebServerActivity activity = new NettyWebServerActivity(TestCluster.worker());
		startWorker("one", (factory) -> {
			useHttp2(factory);
			activity.customize(factory);
		});
		HttpClient client = httpClient(Version.HTTP_2).get();
		send(client, "https");
		send(client, "https");
		assertThat(activity.connections()).isOne();
	}

	@Test
	void activityWhenNotWorkerIsUnknown() {
		NettyWebServerActivity activity = new NettyWebServerActivity(TestCluster.standalone());
		startWorker("one", activity::customize);
		assertThat(activity.connections()).isNull();
		assertThat(activity.requests()).isNull();
	}

}
