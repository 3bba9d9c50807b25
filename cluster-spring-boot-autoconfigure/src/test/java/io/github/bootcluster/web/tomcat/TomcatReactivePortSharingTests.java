package io.github.bootcluster.web.tomcat;

import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.AbstractPortSharingTests;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/**
 * Tests for {@link TomcatReusePortWebServerFactoryCustomizer} with reactive handlers.
 */
class TomcatReactivePortSharingTests extends AbstractPortSharingTests<TomcatReactiveWebServerFactory> {

	@Override
	protected TomcatReactiveWebServerFactory createFactory() {
		return new TomcatReactiveWebServerFactory();
	}

	@Override
	protected void customize(TomcatReactiveWebServerFactory factory, Cluster cluster) {
		new TomcatReusePortWebServerFactoryCustomizer(cluster).customize(factory);
	}

	@Override
	protected WebServer createWebServer(TomcatReactiveWebServerFactory factory, Supplier<String> answer) {
		return factory.getWebServer(handler(answer));
	}

	@Test
	void startWhenWorkersUseHttp2LetsBothAnswer() {
		assertHttp2IsShared();
	}

}
