package io.github.bootcluster.web.jetty;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.Graceful;
import org.jspecify.annotations.Nullable;

/**
 * Closes the WebSockets of a server by shutting down what tracks them, which Jetty does
 * only when the connections have already gone.
 */
final class WebSocketClosing implements IntSupplier {

	private static final List<String> SESSION_TRACKERS = List.of(
			"org.eclipse.jetty.ee11.websocket.jakarta.common.SessionTracker",
			"org.eclipse.jetty.websocket.common.SessionTracker");

	private static final String WEBSOCKET_CONNECTION = "org.eclipse.jetty.websocket.core.WebSocketConnection";

	private final Server server;

	private final Map<Graceful, CompletableFuture<Void>> shutdowns = new ConcurrentHashMap<>();

	WebSocketClosing(Server server) {
		this.server = server;
	}

	@Override
	public int getAsInt() {
		int open = countWebSockets();
		if (open > 0) {
			this.server.getContainedBeans(Graceful.class)
				.stream()
				.filter((bean) -> SESSION_TRACKERS.contains(bean.getClass().getName()))
				.forEach((tracker) -> this.shutdowns.compute(tracker, this::shutdown));
		}
		return open;
	}

	/*
	 * A session that is opened right now is not tracked yet, and would outlast a tracker
	 * that is shut down only once. Those that are being closed do not mind.
	 */
	private CompletableFuture<Void> shutdown(Graceful tracker, @Nullable CompletableFuture<Void> previous) {
		return (previous == null || previous.isDone()) ? tracker.shutdown() : previous;
	}

	private int countWebSockets() {
		return (int) connections().filter((endPoint) -> isWebSocket(endPoint.getConnection())).count();
	}

	private Stream<EndPoint> connections() {
		return Stream.of(this.server.getConnectors())
			.flatMap((connector) -> connector.getConnectedEndPoints().stream());
	}

	private boolean isWebSocket(@Nullable Connection connection) {
		return (connection instanceof SslConnection ssl) ? isWebSocket(ssl.getSslEndPoint().getConnection())
				: connection != null && WEBSOCKET_CONNECTION.equals(connection.getClass().getName());
	}

}
