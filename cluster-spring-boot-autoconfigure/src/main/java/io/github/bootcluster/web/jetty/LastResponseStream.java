package io.github.bootcluster.web.jetty;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@link HttpStream} whose response says {@code Connection: close}. Added to what is
 * sent, since the header would get lost when the response is reset to send an error.
 */
final class LastResponseStream extends HttpStream.Wrapper {

	private static final HttpField CLOSE = new HttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());

	LastResponseStream(HttpStream wrapped) {
		super(wrapped);
	}

	@Override
	public void send(MetaData.Request request, MetaData.@Nullable Response response, boolean last, ByteBuffer content,
			Callback callback) {
		super.send(request, close(response), last, content, callback);
	}

	private MetaData.@Nullable Response close(MetaData.@Nullable Response response) {
		if (response == null || HttpStatus.isInformational(response.getStatus())) {
			return response;
		}
		HttpFields headers = HttpFields.build(response.getHttpFields()).put(CLOSE);
		return new MetaData.Response(response.getStatus(), response.getReason(), response.getHttpVersion(), headers,
				response.getContentLength(), response.getTrailersSupplier());
	}

}
