package io.github.bootcluster.web.netty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WorkerWebServerFactoryCustomizer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;

/**
 * Lets the Reactor Netty of a worker ask its clients to leave. HTTP/3 is left as it is.
 *
 * @since 0.1.0
 */
public class NettyDrainingWebServerFactoryCustomizer
		extends WorkerWebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private final Draining draining;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 * @param draining whether the worker is leaving
	 */
	public NettyDrainingWebServerFactoryCustomizer(Cluster cluster, Draining draining) {
		super(cluster);
		this.draining = draining;
	}

	@Override
	protected void customizeWorker(NettyReactiveWebServerFactory factory) {
		factory.addServerCustomizers(this::drain);
	}

	private HttpServer drain(HttpServer server) {
		NettyConnections connections = new NettyConnections();
		this.draining.addSweep(new Http2Sweep(connections));
		this.draining.addWebSocketClosing(new WebSocketClosing(connections));
		return connections.observe(server).childObserve(new LastResponseObserver(this.draining));
	}

}
