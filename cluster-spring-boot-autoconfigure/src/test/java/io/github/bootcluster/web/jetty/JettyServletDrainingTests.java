package io.github.bootcluster.web.jetty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.AbstractDrainingTests;
import io.github.bootcluster.web.DrainedApplication;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WebSocketEndpoint;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * Tests for {@link JettyDrainingWebServerFactoryCustomizer} with servlets.
 */
class JettyServletDrainingTests extends AbstractDrainingTests<JettyServletWebServerFactory> {

	@Override
	protected JettyServletWebServerFactory createFactory() {
		return new JettyServletWebServerFactory();
	}

	@Override
	protected void customize(JettyServletWebServerFactory factory, Cluster cluster, Draining draining) {
		new JettyDrainingWebServerFactoryCustomizer(cluster, draining).customize(factory);
		factory.addServerCustomizers((server) -> JakartaWebSocketServletContainerInitializer.configure(
				server.getDescendant(ServletContextHandler.class),
				(servletContext, container) -> WebSocketEndpoint.addTo(servletContext)));
	}

	@Override
	protected WebServer createWebServer(JettyServletWebServerFactory factory, DrainedApplication application) {
		return factory.getWebServer(application.toServlet());
	}

	@Override
	protected WebServerActivity activity() {
		return new JettyWebServerActivity(this::getWebServer);
	}

}
