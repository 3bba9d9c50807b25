package io.github.bootcluster.web.netty;

import java.util.List;
import java.util.function.IntSupplier;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * Closes the WebSockets of a server, except those within HTTP/2 connections.
 */
final class WebSocketClosing implements IntSupplier {

	private static final WebSocketCloseStatus GOING_AWAY = WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;

	private final NettyConnections connections;

	WebSocketClosing(NettyConnections connections) {
		this.connections = connections;
	}

	@Override
	public int getAsInt() {
		List<Channel> webSockets = this.connections.open().stream().filter(this::isWebSocket).toList();
		webSockets.forEach((channel) -> channel.eventLoop().execute(() -> close(channel)));
		return webSockets.size();
	}

	private boolean isWebSocket(Channel channel) {
		return ChannelOperations.get(channel) instanceof WebsocketOutbound;
	}

	private void close(Channel channel) {
		if (ChannelOperations.get(channel) instanceof WebsocketOutbound webSocket) {
			webSocket.sendClose(GOING_AWAY.code(), GOING_AWAY.reasonText()).subscribe();
		}
	}

}
