package io.github.bootcluster.web.jetty;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.web.TwoStepGoAway;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Sends {@code GOAWAY} to the HTTP/2 connections of a server and ends those that have
 * nothing to do any more.
 */
final class Http2Sweep implements Runnable {

	/*
	 * Jetty takes 2^31-1 for the request to send the final GOAWAY as soon as no stream is
	 * active, while requests may be on their way. Clients check that the number is odd.
	 */
	private static final int LAST_STREAM = Integer.MAX_VALUE - 2;

	private final TwoStepGoAway<HTTP2Session> goAway = new TwoStepGoAway<>(this::announce, this::end);

	private final Server server;

	Http2Sweep(Server server) {
		this.server = server;
	}

	@Override
	public void run() {
		this.goAway.sweep(sessions());
	}

	private Set<HTTP2Session> sessions() {
		return Stream.of(this.server.getConnectors()).flatMap(this::sessions).collect(Collectors.toSet());
	}

	private Stream<HTTP2Session> sessions(Connector connector) {
		return connector.getConnectionFactories()
			.stream()
			.filter(AbstractHTTP2ServerConnectionFactory.class::isInstance)
			.flatMap((factory) -> ((AbstractHTTP2ServerConnectionFactory) factory).getBeans(SessionContainer.class)
				.stream())
			.flatMap((container) -> container.getSessions().stream())
			.filter(HTTP2Session.class::isInstance)
			.map(HTTP2Session.class::cast);
	}

	/*
	 * Once GOAWAY is sent, an idle timeout would fail even the streams that are active.
	 */
	private void announce(HTTP2Session session) {
		session.getEndPoint().setIdleTimeout(0);
		session.goAway(new GoAwayFrame(LAST_STREAM, ErrorCode.NO_ERROR.code, null), Callback.NOOP);
	}

	/*
	 * Closing only sends the final GOAWAY, and says whether it was the first time.
	 */
	private void end(HTTP2Session session) {
		if (session.getStreams().isEmpty() && !session.close(ErrorCode.NO_ERROR.code, null, Callback.NOOP)) {
			session.disconnect();
		}
	}

}
