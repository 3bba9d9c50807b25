package io.github.bootcluster.web.jetty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Lets the Jetty of a worker share its ports with the other workers.
 *
 * @since 0.1.0
 */
public class JettyReusePortWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory>, Ordered {

	private final Cluster cluster;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 */
	public JettyReusePortWebServerFactoryCustomizer(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(ConfigurableJettyWebServerFactory factory) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			factory.addServerCustomizers((server) -> server.addEventListener(new ReusePortContainerListener()));
		}
	}

}
