package io.github.bootcluster.web.netty;

import java.util.Set;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

/**
 * The open connections of a server, from accepting them on. The server's own group gets
 * those with TLS only after the handshake, and those with HTTP/2 with the first request.
 */
final class NettyConnections {

	private volatile @Nullable ChannelGroup channels;

	HttpServer observe(HttpServer server) {
		ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
		this.channels = channels;
		return server.doOnChannelInit((observer, channel, address) -> channels.add(channel));
	}

	/**
	 * Return the number of connections.
	 * @return the number, or {@code null} if there is no server yet
	 */
	@Nullable Long count() {
		ChannelGroup channels = this.channels;
		return (channels != null) ? Long.valueOf(channels.size()) : null;
	}

	Set<Channel> open() {
		ChannelGroup channels = this.channels;
		return (channels != null) ? channels : Set.of();
	}

}
