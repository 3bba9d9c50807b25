package io.github.bootcluster.web.netty;

import java.util.concurrent.atomic.LongAdder;

import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WrappingCounter;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerState;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * The requests of a server. Only those that begin are counted as they come; which of them
 * are still active is looked up in the connections when somebody asks, so that a request
 * costs next to nothing.
 */
final class NettyRequests implements ConnectionObserver {

	private final LongAdder begun = new LongAdder();

	private final WrappingCounter total = new WrappingCounter();

	private final NettyConnections connections;

	NettyRequests(NettyConnections connections) {
		this.connections = connections;
	}

	@Override
	public void onStateChange(Connection connection, State newState) {
		if (newState == HttpServerState.REQUEST_RECEIVED) {
			this.begun.increment();
		}
	}

	Requests read() {
		int begun = this.begun.intValue();
		int active = this.connections.open().stream().mapToInt(this::active).sum();
		return new Requests(active, this.total.advance(begun - active));
	}

	private int active(Channel channel) {
		Http2ConnectionHandler http2 = channel.pipeline().get(Http2ConnectionHandler.class);
		if (http2 != null) {
			return http2.connection().numActiveStreams();
		}
		return isActive(ChannelOperations.get(channel)) ? 1 : 0;
	}

	private boolean isActive(@Nullable ChannelOperations<?, ?> operations) {
		return operations instanceof HttpServerRequest && !(operations instanceof WebsocketOutbound);
	}

}
