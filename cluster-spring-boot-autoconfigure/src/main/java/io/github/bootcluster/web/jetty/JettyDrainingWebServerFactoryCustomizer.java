package io.github.bootcluster.web.jetty;

import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.util.ClassUtils;

/**
 * Lets the Jetty of a worker ask its clients to leave.
 *
 * @since 0.1.0
 */
public class JettyDrainingWebServerFactoryCustomizer
		extends WorkerWebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

	private static final boolean HTTP2_PRESENT = ClassUtils.isPresent(
			"org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory",
			JettyDrainingWebServerFactoryCustomizer.class.getClassLoader());

	private static final long NEVER = -1;

	private final Draining draining;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param draining whether the worker is leaving
	 */
	public JettyDrainingWebServerFactoryCustomizer(Cluster cluster, Draining draining) {
		super(cluster);
		this.draining = draining;
	}

	@Override
	protected void customizeWorker(ConfigurableJettyWebServerFactory factory) {
		factory.addServerCustomizers(this::drain);
	}

	private void drain(Server server) {
		server.addEventListener(new DrainingContainerListener(this.draining));
		this.draining.addWebSocketClosing(new WebSocketClosing(server));
		if (HTTP2_PRESENT) {
			this.draining.addSweep(() -> keepStreams(server));
			this.draining.addSweep(new Http2Sweep(server));
		}
	}

	/*
	 * Unless told otherwise, connectors that are shut down give connections one second,
	 * after which those with a GOAWAY fail their streams.
	 */
	private void keepStreams(Server server) {
		Stream.of(server.getConnectors())
			.filter(AbstractConnector.class::isInstance)
			.forEach((connector) -> ((AbstractConnector) connector).setShutdownIdleTimeout(NEVER));
	}

}
