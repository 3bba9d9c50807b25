package io.github.bootcluster.web.netty;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.bootcluster.web.TwoStepGoAway;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@code GOAWAY} to the HTTP/2 connections of a server and ends those that have
 * nothing to do any more.
 */
final class Http2Sweep implements Runnable {

	private final TwoStepGoAway<Channel> goAway = new TwoStepGoAway<>(inEventLoop(this::announce),
			inEventLoop(this::end));

	private final NettyConnections connections;

	Http2Sweep(NettyConnections connections) {
		this.connections = connections;
	}

	@Override
	public void run() {
		Set<Channel> channels = this.connections.open()
			.stream()
			.filter((channel) -> findCodec(channel) != null)
			.collect(Collectors.toSet());
		this.goAway.sweep(channels);
	}

	private static @Nullable ChannelHandlerContext findCodec(Channel channel) {
		return channel.pipeline().context(Http2ConnectionHandler.class);
	}

	private static Consumer<Channel> inEventLoop(Consumer<ChannelHandlerContext> action) {
		return (channel) -> channel.eventLoop().execute(() -> {
			ChannelHandlerContext codec = findCodec(channel);
			if (codec != null) {
				action.accept(codec);
			}
		});
	}

	private void announce(ChannelHandlerContext codec) {
		goAway(codec, Integer.MAX_VALUE);
	}

	private void end(ChannelHandlerContext codec) {
		Http2ConnectionHandler handler = (Http2ConnectionHandler) codec.handler();
		if (handler.connection().numActiveStreams() == 0) {
			goAway(codec, Math.max(handler.connection().remote().lastStreamCreated(), 0));
			codec.channel().close();
		}
	}

	private void goAway(ChannelHandlerContext codec, int lastStream) {
		((Http2ConnectionHandler) codec.handler()).goAway(codec, lastStream, Http2Error.NO_ERROR.code(),
				Unpooled.EMPTY_BUFFER, codec.newPromise());
		codec.flush();
	}

}
