package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WebServerActivity;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * {@link WebServerActivity} of Reactor Netty, which counts neither connections nor
 * requests by itself.
 *
 * @since 0.1.0
 */
public class NettyWebServerActivity
		implements WebServerActivity, WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private final Cluster cluster;

	private final NettyConnections connections = new NettyConnections();

	private final NettyRequests requests = new NettyRequests(this.connections);

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
			factory.addServerCustomizers(this::observe);
		}
	}

	private HttpServer observe(HttpServer server) {
		return this.connections.observe(server).childObserve(this.requests);
	}

	@Override
	public @Nullable Long connections() {
		return this.connections.count();
	}

	@Override
	public @Nullable Requests requests() {
		return (this.connections.count() != null) ? this.requests.read() : null;
	}

}
