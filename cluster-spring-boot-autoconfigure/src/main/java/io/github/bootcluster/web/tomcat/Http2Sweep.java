package io.github.bootcluster.web.tomcat;

import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.bootcluster.web.TwoStepGoAway;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@code GOAWAY} to the HTTP/2 connections of a protocol and ends those that have
 * nothing to do any more, which Tomcat leaves to the client.
 */
final class Http2Sweep implements Runnable {

	private static final Set<String> HTTP2 = Set.of("h2", "h2c");

	private static final long GRACE = TwoStepGoAway.GRACE.toMillis();

	private final ReusePortHttp11NioProtocol protocol;

	private final ReusePortNioEndpoint endpoint;

	private final LongSupplier millis;

	private long begin;

	Http2Sweep(ReusePortHttp11NioProtocol protocol, ReusePortNioEndpoint endpoint) {
		this(protocol, endpoint, System::currentTimeMillis);
	}

	Http2Sweep(ReusePortHttp11NioProtocol protocol, ReusePortNioEndpoint endpoint, LongSupplier millis) {
		this.protocol = protocol;
		this.endpoint = endpoint;
		this.millis = millis;
	}

	/*
	 * Unless told otherwise, Tomcat ignores requests one round trip after the GOAWAY. The
	 * unit is nanoseconds.
	 */
	static void prepare(Http2Protocol http2) {
		http2.setDrainTimeout(Math.max(http2.getDrainTimeout(), TwoStepGoAway.GRACE.toNanos()));
	}

	@Override
	public synchronized void run() {
		this.endpoint.getHandler().pause();
		endIdle(this.millis.getAsLong());
	}

	private void endIdle(long now) {
		if (this.begin == 0) {
			this.begin = now;
		}
		if (now - this.begin >= GRACE) {
			http2Protocols().forEach((http2) -> endIdle(http2.getKeepAliveTimeout(), now));
		}
	}

	private Stream<Http2Protocol> http2Protocols() {
		return Stream.of(this.protocol.findUpgradeProtocols())
			.filter(Http2Protocol.class::isInstance)
			.map(Http2Protocol.class::cast);
	}

	/*
	 * A connection's timeout runs while it has no stream. Looking at it from the future
	 * makes it shorter.
	 */
	private void endIdle(long keepAliveTimeout, long now) {
		long future = now + keepAliveTimeout - GRACE;
		this.endpoint.getConnections()
			.stream()
			.map(SocketWrapperBase::getCurrentProcessor)
			.filter(this::isHttp2)
			.forEach((processor) -> ((Processor) processor).timeoutAsync(future));
	}

	private boolean isHttp2(@Nullable Object processor) {
		return processor instanceof UpgradeProcessorInternal http2
				&& HTTP2.contains(http2.getUpgradeToken().protocol());
	}

}
