package io.github.bootcluster.web.jetty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;

/**
 * Lets the Jetty of a worker share its ports with the other workers.
 *
 * @since 0.1.0
 */
public class JettyReusePortWebServerFactoryCustomizer
		extends WorkerWebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 */
	public JettyReusePortWebServerFactoryCustomizer(Cluster cluster) {
		super(cluster);
	}

	@Override
	protected void customizeWorker(ConfigurableJettyWebServerFactory factory) {
		factory.addServerCustomizers((server) -> server.addEventListener(new ReusePortContainerListener()));
	}

}
