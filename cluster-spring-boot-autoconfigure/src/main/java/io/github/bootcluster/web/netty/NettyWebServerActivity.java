package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WebServerActivity;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

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

	private volatile @Nullable ChannelGroup channels;

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
		return server.doOnBind((configuration) -> this.channels = configuration.channelGroup());
	}

	@Override
	public @Nullable Long connections() {
		ChannelGroup channels = this.channels;
		return (channels != null) ? channels.stream().filter(this::isConnection).count() : null;
	}

	/*
	 * With HTTP/2 the group holds the streams as well as the connection.
	 */
	private boolean isConnection(Channel channel) {
		return channel.parent() instanceof ServerChannel;
	}

	@Override
	public @Nullable Requests requests() {
		return null;
	}

}
