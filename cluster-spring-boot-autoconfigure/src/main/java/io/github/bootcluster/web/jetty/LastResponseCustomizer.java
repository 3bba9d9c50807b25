package io.github.bootcluster.web.jetty;

import io.github.bootcluster.web.Draining;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * {@link HttpConfiguration.Customizer Customizer} that makes the response to an HTTP/1.1
 * request the last one of its connection while the worker is leaving.
 */
final class LastResponseCustomizer implements HttpConfiguration.Customizer {

	private final Draining draining;

	LastResponseCustomizer(Draining draining) {
		this.draining = draining;
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		if (isHttp1(request) && this.draining.endsConnection(request.getHeaders().get(HttpHeader.UPGRADE))) {
			request.addHttpStreamWrapper(LastResponseStream::new);
		}
		return request;
	}

	private boolean isHttp1(Request request) {
		return request.getConnectionMetaData().getHttpVersion().getVersion() <= HttpVersion.HTTP_1_1.getVersion();
	}

}
