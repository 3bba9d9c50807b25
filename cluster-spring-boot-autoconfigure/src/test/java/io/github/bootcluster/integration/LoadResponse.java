package io.github.bootcluster.integration;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response of HTTP/1.1 (RFC 9112), read to the end of its body.
 *
 * @param status the status code
 * @param headers the header fields by name
 */
record LoadResponse(int status, Map<String, String> headers) {

	/**
	 * Read a response.
	 * @param input what the server sends
	 * @return the response, whose body was skipped
	 * @throws EOFException if the connection ends before the response does
	 * @throws IOException if there is no response
	 */
	static LoadResponse read(InputStream input) throws IOException {
		LoadResponse response = new LoadResponse(readStatus(input), readHeaders(input));
		response.skipBody(input);
		return response;
	}

	private static int readStatus(InputStream input) throws IOException {
		String[] parts = readLine(input).split(" ", 3);
		if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("\\d{3}")) {
			throw new ProtocolException("Not a status line: " + String.join(" ", parts));
		}
		return Integer.parseInt(parts[1]);
	}

	private static Map<String, String> readHeaders(InputStream input) throws IOException {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String line = readLine(input); !line.isEmpty(); line = readLine(input)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).trim());
		}
		return headers;
	}

	private void skipBody(InputStream input) throws IOException {
		if (this.headers.containsKey("Transfer-Encoding")) {
			skipChunks(input);
		}
		else if (this.headers.containsKey("Content-Length")) {
			input.skipNBytes(Long.parseLong(this.headers.get("Content-Length")));
		}
		else if (this.status != 204) {
			throw new ProtocolException("A body whose end cannot be told from a lost connection: " + this);
		}
	}

	private static void skipChunks(InputStream input) throws IOException {
		long size;
		do {
			size = Long.parseLong(readLine(input).split(";", 2)[0].trim(), 16);
			input.skipNBytes(size);
			readLine(input);
		}
		while (size > 0);
	}

	private static String readLine(InputStream input) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int next = input.read(); next != '\n'; next = input.read()) {
			if (next == -1) {
				throw new EOFException("The connection ended after '%s'".formatted(line));
			}
			line.write(next);
		}
		return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
	}

	boolean isSuccess() {
		return this.status / 100 == 2;
	}

	boolean isKeptAlive() {
		return !this.headers.getOrDefault("Connection", "").toLowerCase(Locale.ROOT).contains("close");
	}

}
