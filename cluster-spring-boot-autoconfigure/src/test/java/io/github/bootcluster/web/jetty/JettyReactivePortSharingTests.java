package io.github.bootcluster.web.jetty;

import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.AbstractPortSharingTests;

import org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * Tests for {@link JettyReusePortWebServerFactoryCustomizer} with reactive handlers.
 */
class JettyReactivePortSharingTests extends AbstractPortSharingTests<JettyReactiveWebServerFactory> {

	@Override
	protected JettyReactiveWebServerFactory createFactory() {
		return new JettyReactiveWebServerFactory();
	}

	@Override
	protected void customize(JettyReactiveWebServerFactory factory, Cluster cluster) {
		new JettyReusePortWebServerFactoryCustomizer(cluster).customize(factory);
	}

	@Override
	protected WebServer createWebServer(JettyReactiveWebServerFactory factory, Supplier<String> answer) {
		return factory.getWebServer(handler(answer));
	}

}
