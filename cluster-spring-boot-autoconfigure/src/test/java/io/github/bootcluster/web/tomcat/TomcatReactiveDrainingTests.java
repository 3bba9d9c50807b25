package io.github.bootcluster.web.tomcat;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.AbstractDrainingTests;
import io.github.bootcluster.web.DrainedApplication;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import org.apache.tomcat.websocket.server.WsContextListener;

import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;

/**
 * Tests for {@link TomcatDrainingWebServerFactoryCustomizer} with reactive handlers.
 */
class TomcatReactiveDrainingTests extends AbstractDrainingTests<TomcatReactiveWebServerFactory> {

	@Override
	protected TomcatReactiveWebServerFactory createFactory() {
		return new TomcatReactiveWebServerFactory();
	}

	@Override
	protected void customize(TomcatReactiveWebServerFactory factory, Cluster cluster, Draining draining) {
		new TomcatReusePortWebServerFactoryCustomizer(cluster).customize(factory);
		new TomcatDrainingWebServerFactoryCustomizer(cluster, draining).customize(factory);
		factory.addContextCustomizers((context) -> context.addApplicationListener(WsContextListener.class.getName()));
	}

	@Override
	protected WebServer createWebServer(TomcatReactiveWebServerFactory factory, DrainedApplication application) {
		return factory.getWebServer(application.toHandler(new StandardWebSocketUpgradeStrategy()));
	}

	@Override
	protected WebServerActivity activity() {
		return new TomcatWebServerActivity(this::getWebServer);
	}

}
