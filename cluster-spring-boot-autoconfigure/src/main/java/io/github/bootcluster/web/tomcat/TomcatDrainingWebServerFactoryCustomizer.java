package io.github.bootcluster.web.tomcat;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;
import org.apache.catalina.connector.Connector;

import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * Lets the Tomcat of a worker ask its clients to leave. Connectors with another protocol
 * than {@link ReusePortHttp11NioProtocol} are left as they are.
 *
 * @since 0.1.0
 */
public class TomcatDrainingWebServerFactoryCustomizer extends WorkerWebServerFactoryCustomizer<TomcatWebServerFactory> {

	private final Draining draining;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param draining whether the worker is leaving
	 */
	public TomcatDrainingWebServerFactoryCustomizer(Cluster cluster, Draining draining) {
		super(cluster);
		this.draining = draining;
	}

	@Override
	protected void customizeWorker(TomcatWebServerFactory factory) {
		factory.addConnectorCustomizers((connector) -> drain(connector, factory));
	}

	private void drain(Connector connector, TomcatWebServerFactory factory) {
		drain(connector);
		factory.getAdditionalConnectors().forEach(this::drain);
	}

	private void drain(Connector connector) {
		if (connector.getProtocolHandler() instanceof ReusePortHttp11NioProtocol protocol) {
			protocol.setDraining(this.draining);
		}
	}

}
