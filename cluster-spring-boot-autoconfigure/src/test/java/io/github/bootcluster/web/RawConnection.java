package io.github.bootcluster.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 connection to a server on the loopback address on which a reset is an error
 * and not the end.
 */
final class RawConnection implements Closeable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Socket socket;

	private final InputStream input;

	private RawConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.input = socket.getInputStream();
	}

	static RawConnection open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		return new RawConnection(socket);
	}

	void get(String... paths) throws IOException {
		StringBuilder requests = new StringBuilder();
		for (String path : paths) {
			requests.append("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path));
		}
		write(requests.toString().getBytes(StandardCharsets.US_ASCII));
	}

	void post(String path, int length) throws IOException {
		write("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n".formatted(path, length)
			.getBytes(StandardCharsets.US_ASCII));
		write(new byte[length]);
	}

	void write(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
	}

	Answer read() throws IOException {
		String status = readLine();
		Map<String, String> headers = new LinkedHashMap<>();
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			int colon = line.indexOf(':');
			headers.merge(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip(),
					(one, two) -> one + "," + two);
		}
		return new Answer(Integer.parseInt(status.split(" ")[1]), headers, readBody(headers));
	}

	private String readBody(Map<String, String> headers) throws IOException {
		byte[] body = "chunked".equals(headers.get("transfer-encoding")) ? readChunks() : readBytes(headers);
		return new String(body, StandardCharsets.US_ASCII);
	}

	private byte[] readBytes(Map<String, String> headers) throws IOException {
		String length = headers.get("content-length");
		return (length != null) ? this.input.readNBytes(Integer.parseInt(length)) : this.input.readAllBytes();
	}

	private byte[] readChunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int length;
		do {
			length = Integer.parseInt(readLine(), 16);
			body.write(this.input.readNBytes(length));
			readLine();
		}
		while (length > 0);
		return body.toByteArray();
	}

	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = this.input.read(); next != '\n'; next = this.input.read()) {
			if (next < 0) {
				throw new EOFException("Connection ended after '" + line + "'");
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.US_ASCII).stripTrailing();
	}

	/**
	 * Return whether the server ends the connection without sending anything further.
	 */
	boolean isEnded() throws IOException {
		return this.input.read() < 0;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An answer of the server.
	 */
	record Answer(int status, Map<String, String> headers, String body) {

		boolean isLast() {
			return "close".equalsIgnoreCase(this.headers.get("connection"));
		}

	}

}
