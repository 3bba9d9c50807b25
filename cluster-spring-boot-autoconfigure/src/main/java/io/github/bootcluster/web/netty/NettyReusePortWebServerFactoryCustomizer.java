package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Lets the Reactor Netty of a worker share its port with the other workers. HTTP/3 is
 * left as it is.
 *
 * @since 0.1.0
 */
public class NettyReusePortWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

	private final Cluster cluster;

	private final @Nullable ReactorResourceFactory resourceFactory;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param resourceFactory the factory of the resources that the server runs on, or
	 * {@code null} if it runs on those of its own configuration
	 */
	public NettyReusePortWebServerFactoryCustomizer(Cluster cluster, @Nullable ReactorResourceFactory resourceFactory) {
		this.cluster = cluster;
		this.resourceFactory = resourceFactory;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			factory.addServerCustomizers(new ReusePortNettyServerCustomizer(this.resourceFactory));
		}
	}

}
