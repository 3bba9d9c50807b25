package io.github.bootcluster.web.tomcat;

import io.github.bootcluster.web.Draining;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

/**
 * {@link Http11NioProtocol} that lets other processes of the same user listen on the same
 * port, and that can ask its clients to leave. An additional connector of a worker uses
 * it by its name: {@code new Connector(ReusePortHttp11NioProtocol.class.getName())}.
 *
 * @since 0.1.0
 */
public class ReusePortHttp11NioProtocol extends Http11NioProtocol {

	private static final int ONE_REQUEST = 1;

	private final ThreadLocal<Request> request = new ThreadLocal<>();

	private volatile @Nullable Draining draining;

	/**
	 * Create a new protocol handler. Called by Tomcat.
	 */
	public ReusePortHttp11NioProtocol() {
		super(new ReusePortNioEndpoint());
	}

	long getOpenConnections() {
		return getReusePortEndpoint().getOpenConnections();
	}

	void setDraining(Draining draining) {
		this.draining = draining;
		draining.addSweep(new Http2Sweep(this, getReusePortEndpoint()));
		draining.addWebSocketClosing(new WebSocketClosing(getReusePortEndpoint()));
	}

	private ReusePortNioEndpoint getReusePortEndpoint() {
		return (ReusePortNioEndpoint) getEndpoint();
	}

	@Override
	public void addUpgradeProtocol(UpgradeProtocol upgradeProtocol) {
		super.addUpgradeProtocol(upgradeProtocol);
		if (upgradeProtocol instanceof Http2Protocol http2) {
			Http2Sweep.prepare(http2);
		}
	}

	@Override
	protected Processor createProcessor() {
		return new DrainingHttp11Processor(this);
	}

	void enter(Request request) {
		this.request.set(request);
	}

	void leave() {
		this.request.remove();
	}

	/*
	 * Asked by the processor for each request once it has read the headers.
	 */
	@Override
	public int getMaxKeepAliveRequests() {
		return endsConnection() ? ONE_REQUEST : super.getMaxKeepAliveRequests();
	}

	private boolean endsConnection() {
		Draining draining = this.draining;
		Request request = this.request.get();
		return draining != null && request != null && draining.endsConnection(request.getHeader("Upgrade"));
	}

}
