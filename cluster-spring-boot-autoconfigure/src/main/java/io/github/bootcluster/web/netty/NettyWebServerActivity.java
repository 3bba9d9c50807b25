package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WebServerActivity;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * {@link WebServerActivity} of Reactor Netty, which counts connections but no requests.
 *
 * @since 0.1.0
 */
public class NettyWebServerActivity
		implements WebServerActivity, WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private final Cluster cluster;

	private final NettyConnections connections = new NettyConnections();

	/**
	 * Create a new activity.
	 * @param cluster the cluster; unless this process is its worker nothing is counted
	 */
	public NettyWebServerActivity(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			factory.addServerCustomizers(this.connections::observe);
		}
	}

	@Override
	public @Nullable Long connections() {
		return this.connections.count();
	}

	@Override
	public @Nullable Requests requests() {
		return null;
	}

}
