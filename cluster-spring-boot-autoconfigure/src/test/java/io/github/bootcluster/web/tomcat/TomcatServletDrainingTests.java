package io.github.bootcluster.web.tomcat;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.AbstractDrainingTests;
import io.github.bootcluster.web.DrainedApplication;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WebSocketEndpoint;
import org.apache.tomcat.websocket.server.WsSci;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * Tests for {@link TomcatDrainingWebServerFactoryCustomizer} with servlets.
 */
class TomcatServletDrainingTests extends AbstractDrainingTests<TomcatServletWebServerFactory> {

	@Override
	protected TomcatServletWebServerFactory createFactory() {
		return new TomcatServletWebServerFactory();
	}

	@Override
	protected void customize(TomcatServletWebServerFactory factory, Cluster cluster, Draining draining) {
		new TomcatReusePortWebServerFactoryCustomizer(cluster).customize(factory);
		new TomcatDrainingWebServerFactoryCustomizer(cluster, draining).customize(factory);
		factory.addContextCustomizers((context) -> {
			context.addServletContainerInitializer(new WsSci(), null);
			context.addServletContainerInitializer((types, servletContext) -> WebSocketEndpoint.addTo(servletContext),
					null);
		});
	}

	@Override
	protected WebServer createWebServer(TomcatServletWebServerFactory factory, DrainedApplication application) {
		return factory.getWebServer(application.toServlet());
	}

	@Override
	protected WebServerActivity activity() {
		return new TomcatWebServerActivity(this::getWebServer);
	}

}
