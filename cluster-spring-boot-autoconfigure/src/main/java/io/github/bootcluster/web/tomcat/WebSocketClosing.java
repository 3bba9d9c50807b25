package io.github.bootcluster.web.tomcat;

import java.util.List;
import java.util.function.IntSupplier;

import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Closes the WebSockets of an endpoint with Tomcat's own event for it, which Tomcat fires
 * only when the connections have already gone.
 */
final class WebSocketClosing implements IntSupplier {

	private static final String WEBSOCKET = "websocket";

	private final ReusePortNioEndpoint endpoint;

	WebSocketClosing(ReusePortNioEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public int getAsInt() {
		List<SocketWrapperBase<NioChannel>> webSockets = this.endpoint.getConnections()
			.stream()
			.filter(this::isWebSocket)
			.toList();
		webSockets.forEach((webSocket) -> webSocket.processSocket(SocketEvent.STOP, true));
		return webSockets.size();
	}

	private boolean isWebSocket(SocketWrapperBase<NioChannel> connection) {
		return connection.getCurrentProcessor() instanceof UpgradeProcessorInternal processor
				&& WEBSOCKET.equalsIgnoreCase(processor.getUpgradeToken().protocol());
	}

}
