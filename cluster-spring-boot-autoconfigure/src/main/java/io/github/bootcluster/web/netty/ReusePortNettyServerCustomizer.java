package io.github.bootcluster.web.netty;

import java.net.StandardSocketOptions;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Switches {@code SO_REUSEPORT} on, which is another option for each kind of channel.
 */
final class ReusePortNettyServerCustomizer implements NettyServerCustomizer {

	private final @Nullable ReactorResourceFactory resourceFactory;

	ReusePortNettyServerCustomizer(@Nullable ReactorResourceFactory resourceFactory) {
		this.resourceFactory = resourceFactory;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		Class<? extends Channel> channelType = getChannelType(server.configuration());
		return server.option(getOption(channelType), true);
	}

	private ChannelOption<Boolean> getOption(Class<? extends Channel> channelType) {
		return NioServerSocketChannel.class.isAssignableFrom(channelType)
				? NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT) : UnixChannelOption.SO_REUSEPORT;
	}

	/*
	 * Boot makes the server run on the resources of the factory after it was customized,
	 * whatever its configuration says until then.
	 */
	private Class<? extends Channel> getChannelType(HttpServerConfig configuration) {
		LoopResources resources = (this.resourceFactory != null) ? this.resourceFactory.getLoopResources() : null;
		return (resources != null) ? getChannelType(resources, LoopResources.DEFAULT_NATIVE)
				: getChannelType(configuration.loopResources(), configuration.isPreferNative());
	}

	private Class<? extends Channel> getChannelType(LoopResources resources, boolean preferNative) {
		return resources.onChannelClass(ServerSocketChannel.class, resources.onServerSelect(preferNative));
	}

}
