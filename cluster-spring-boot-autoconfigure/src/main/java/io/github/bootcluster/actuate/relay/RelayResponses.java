package io.github.bootcluster.actuate.relay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.bootcluster.actuate.ClusterEndpointWebExtension.ErrorDescriptor;
import io.github.bootcluster.relay.RelayResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Makes responses of what is known completely.
 */
final class RelayResponses {

	private static final Log logger = LogFactory.getLog(RelayResponses.class);

	private final EndpointJson json;

	RelayResponses(EndpointJson json) {
		this.json = json;
	}

	RelayResponse empty(int status) {
		return new RelayResponse(status, Map.of(), InputStream.nullInputStream());
	}

	RelayResponse of(int status, byte[] body, @Nullable String contentType) {
		Map<String, String> headers = new TreeMap<>();
		headers.put(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length));
		if (contentType != null) {
			headers.put(HttpHeaders.CONTENT_TYPE, contentType);
		}
		return new RelayResponse(status, headers, new ByteArrayInputStream(body));
	}

	RelayResponse text(int status, String text, MediaType contentType) {
		Charset charset = Objects.requireNonNullElse(contentType.getCharset(), StandardCharsets.UTF_8);
		return of(status, text.getBytes(charset), contentType.toString());
	}

	RelayResponse json(int status, Object body, String contentType) {
		return of(status, this.json.write(body), contentType);
	}

	RelayResponse error(int status, @Nullable String message) {
		return json(status, new ErrorDescriptor(message), MediaType.APPLICATION_JSON_VALUE);
	}

	/**
	 * Return whether a response has a body.
	 * @param response the response
	 * @return {@code false} if nothing is to be said of it either
	 */
	static boolean hasBody(RelayResponse response) {
		String length = response.headers().get(HttpHeaders.CONTENT_LENGTH);
		return (length != null) ? !length.equals("0") : response.headers().containsKey(HttpHeaders.CONTENT_TYPE);
	}

	/**
	 * Close a response that nobody reads any more.
	 * @param response the response
	 */
	static void close(RelayResponse response) {
		try {
			response.close();
		}
		catch (IOException ex) {
			logger.debug("The answer of a worker could not be closed", ex);
		}
	}

}
