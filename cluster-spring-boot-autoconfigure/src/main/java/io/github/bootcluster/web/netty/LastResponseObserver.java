package io.github.bootcluster.web.netty;

import io.github.bootcluster.web.Draining;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerState;

/**
 * {@link ConnectionObserver} that makes the response to an HTTP/1.1 request the last one
 * of its connection while the worker is leaving.
 */
final class LastResponseObserver implements ConnectionObserver {

	private final Draining draining;

	LastResponseObserver(Draining draining) {
		this.draining = draining;
	}

	@Override
	public void onStateChange(Connection connection, State newState) {
		if (newState == HttpServerState.REQUEST_RECEIVED && isHttp1(connection)
				&& connection instanceof HttpServerRequest request && endsConnection(request)) {
			((HttpServerResponse) connection).keepAlive(false);
		}
	}

	private boolean isHttp1(Connection connection) {
		return connection.channel().parent() instanceof ServerChannel;
	}

	private boolean endsConnection(HttpServerRequest request) {
		return this.draining.endsConnection(request.requestHeaders().get(HttpHeaderNames.UPGRADE));
	}

}
