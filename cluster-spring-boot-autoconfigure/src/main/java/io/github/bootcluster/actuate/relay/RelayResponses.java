package io.github.bootcluster.actuate.relay;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.bootcluster.actuate.ClusterEndpointWebExtension.ErrorDescriptor;
import io.github.bootcluster.relay.RelayResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Makes responses of what is known completely.
 */
final class RelayResponses {

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

}
