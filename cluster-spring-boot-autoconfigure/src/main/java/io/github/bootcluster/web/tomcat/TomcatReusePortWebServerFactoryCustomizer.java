package io.github.bootcluster.web.tomcat;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;
import org.apache.catalina.connector.Connector;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * Lets the Tomcat of a worker share its port with the other workers.
 *
 * @since 0.1.0
 */
public class TomcatReusePortWebServerFactoryCustomizer
		extends WorkerWebServerFactoryCustomizer<TomcatWebServerFactory> {

	private static final Log logger = LogFactory.getLog(TomcatReusePortWebServerFactoryCustomizer.class);

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 */
	public TomcatReusePortWebServerFactoryCustomizer(Cluster cluster) {
		super(cluster);
	}

	@Override
	protected void customizeWorker(TomcatWebServerFactory factory) {
		sharePort(factory);
	}

	private void sharePort(TomcatWebServerFactory factory) {
		if (TomcatWebServerFactory.DEFAULT_PROTOCOL.equals(factory.getProtocol())) {
			factory.setProtocol(ReusePortHttp11NioProtocol.class.getName());
		}
		factory.addConnectorCustomizers((connector) -> check(connector, factory));
	}

	private void check(Connector connector, TomcatWebServerFactory factory) {
		warnUnlessShared(connector);
		factory.getAdditionalConnectors().forEach(this::warnUnlessShared);
	}

	private void warnUnlessShared(Connector connector) {
		if (connector.getPort() > 0 && !(connector.getProtocolHandler() instanceof ReusePortHttp11NioProtocol)) {
			logger.warn(("The Tomcat connector on port %d uses the protocol %s, which cannot share a port between"
					+ " workers. At most one worker will be able to start. Use the protocol %s instead.")
				.formatted(connector.getPort(), connector.getProtocolHandlerClassName(),
						ReusePortHttp11NioProtocol.class.getName()));
		}
	}

}
