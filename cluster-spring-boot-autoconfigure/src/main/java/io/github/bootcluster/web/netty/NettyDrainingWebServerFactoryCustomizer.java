package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.web.Draining;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.websocket.WebsocketOutbound;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Lets the Reactor Netty of a worker ask its clients to leave, those of WebSockets when
 * the server stops. HTTP/3 is left as it is.
 *
 * @since 0.1.0
 */
public class NettyDrainingWebServerFactoryCustomizer
		implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, Ordered {

	private final Cluster cluster;

	private final Draining draining;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param draining whether the worker is leaving
	 */
	public NettyDrainingWebServerFactoryCustomizer(Cluster cluster, Draining draining) {
		this.cluster = cluster;
		this.draining = draining;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			factory.addServerCustomizers(this::drain);
		}
	}

	private HttpServer drain(HttpServer server) {
		NettyConnections connections = new NettyConnections();
		this.draining.addSweep(new Http2Sweep(connections));
		return connections.observe(server)
			.childObserve(new LastResponseObserver(this.draining))
			.doOnUnbound((disposed) -> connections.open().forEach(this::closeWebSocket));
	}

	private void closeWebSocket(Channel channel) {
		if (ChannelOperations.get(channel) instanceof WebsocketOutbound webSocket) {
			WebSocketCloseStatus status = WebSocketCloseStatus.ENDPOINT_UNAVAILABLE;
			webSocket.sendClose(status.code(), status.reasonText()).subscribe();
		}
	}

}
