package io.github.bootcluster.relay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What a worker answers to a {@link RelayRequest}: the head is there, the body follows as
 * it is read. To be closed by who asked, read to its end or not.
 *
 * @param status the HTTP status
 * @param headers the headers, such as {@code Content-Type}
 * @param body the body, whose {@code read} fails if the worker ends before it was sent
 * completely; empty if there is none
 * @since 0.1.0
 */
public record RelayResponse(int status, Map<String, String> headers, InputStream body) implements Closeable {

	@Override
	public void close() throws IOException {
		this.body.close();
	}

}
