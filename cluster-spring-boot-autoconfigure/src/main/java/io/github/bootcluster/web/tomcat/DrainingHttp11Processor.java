package io.github.bootcluster.web.tomcat;

import java.io.IOException;

import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * {@link Http11Processor} that tells its protocol which request it asks for the length of
 * a connection's life.
 */
final class DrainingHttp11Processor extends Http11Processor {

	private final ReusePortHttp11NioProtocol protocol;

	DrainingHttp11Processor(ReusePortHttp11NioProtocol protocol) {
		super(protocol, protocol.getAdapter());
		this.protocol = protocol;
	}

	@Override
	public SocketState service(SocketWrapperBase<?> socketWrapper) throws IOException {
		this.protocol.enter(getRequest());
		try {
			return super.service(socketWrapper);
		}
		finally {
			this.protocol.leave();
		}
	}

}
