package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.web.AbstractDrainingTests;
import io.github.bootcluster.web.DrainedApplication;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

/**
 * Tests for {@link NettyDrainingWebServerFactoryCustomizer}.
 */
class NettyDrainingTests extends AbstractDrainingTests<NettyReactiveWebServerFactory> {

	private final NettyWebServerActivity activity = new NettyWebServerActivity(TestCluster.worker());

	@Override
	protected NettyReactiveWebServerFactory createFactory() {
		return new NettyReactiveWebServerFactory();
	}

	@Override
	protected void customize(NettyReactiveWebServerFactory factory, Cluster cluster, Draining draining) {
		this.activity.customize(factory);
		new NettyDrainingWebServerFactoryCustomizer(cluster, draining).customize(factory);
	}

	@Override
	protected WebServer createWebServer(NettyReactiveWebServerFactory factory, DrainedApplication application) {
		return factory.getWebServer(application.toHandler(new ReactorNettyRequestUpgradeStrategy()));
	}

	@Override
	protected WebServerActivity activity() {
		return this.activity;
	}

}
