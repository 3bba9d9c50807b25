package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Lets the Reactor Netty of a worker share its port with the other workers. HTTP/3 is
 * left as it is.
 *
 * @since 0.1.0
 */
public class NettyReusePortWebServerFactoryCustomizer
		extends WorkerWebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private final @Nullable ReactorResourceFactory resourceFactory;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param resourceFactory the factory of the resources that the server runs on, or
	 * {@code null} if it runs on those of its own configuration
	 */
	public NettyReusePortWebServerFactoryCustomizer(Cluster cluster, @Nullable ReactorResourceFactory resourceFactory) {
		super(cluster);
		this.resourceFactory = resourceFactory;
	}

	@Override
	protected void customizeWorker(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers(new ReusePortNettyServerCustomizer(this.resourceFactory));
	}

}
