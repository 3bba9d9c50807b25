package io.github.bootcluster.web.tomcat;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * {@link Http11NioProtocol} that lets other processes of the same user listen on the same
 * port. An additional connector of a worker uses it by its name:
 * {@code new Connector(ReusePortHttp11NioProtocol.class.getName())}.
 *
 * @since 0.1.0
 */
public class ReusePortHttp11NioProtocol extends Http11NioProtocol {

	/**
	 * Create a new protocol handler. Called by Tomcat.
	 */
	public ReusePortHttp11NioProtocol() {
		super(new ReusePortNioEndpoint());
	}

	long getOpenConnections() {
		return ((ReusePortNioEndpoint) getEndpoint()).getOpenConnections();
	}

}
