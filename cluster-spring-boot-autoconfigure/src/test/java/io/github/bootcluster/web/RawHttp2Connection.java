package io.github.bootcluster.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;

/**
 * HTTP/2 connection (RFC 9113) to a server on the loopback address, with prior knowledge,
 * that remembers what the server sent.
 */
final class RawHttp2Connection implements Closeable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private static final byte DATA = 0x0;

	private static final byte HEADERS = 0x1;

	private static final byte RST_STREAM = 0x3;

	private static final byte SETTINGS = 0x4;

	private static final byte GOAWAY = 0x7;

	private static final byte WINDOW_UPDATE = 0x8;

	private static final int ACK = 0x1;

	private static final int END_STREAM = 0x1;

	private static final int END_HEADERS = 0x4;

	private static final int LARGE_WINDOW = 1 << 30;

	private final DefaultHttp2HeadersDecoder headersDecoder = new DefaultHttp2HeadersDecoder();

	private final Socket socket;

	private final DataInputStream input;

	private final DataOutputStream output;

	private final List<Integer> lastStreams = new ArrayList<>();

	private final Set<Integer> succeeded = new HashSet<>();

	private final Set<Integer> finished = new HashSet<>();

	private int dataLength;

	private RawHttp2Connection(Socket socket) throws IOException {
		this.socket = socket;
		this.input = new DataInputStream(socket.getInputStream());
		this.output = new DataOutputStream(socket.getOutputStream());
	}

	static RawHttp2Connection open(int port) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
		socket.setSoTimeout(TIMEOUT_MILLIS);
		RawHttp2Connection connection = new RawHttp2Connection(socket);
		connection.begin();
		return connection;
	}

	private void begin() throws IOException {
		this.output.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		ByteBuffer settings = ByteBuffer.allocate(6).putShort((short) 0x4).putInt(LARGE_WINDOW);
		write(SETTINGS, 0, 0, settings.array());
		write(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(LARGE_WINDOW).array());
	}

	/**
	 * Send a request.
	 * @param stream the stream, odd and greater than the previous one
	 * @param path the path
	 */
	void get(int stream, String path) throws IOException {
		ByteArrayOutputStream headers = new ByteArrayOutputStream();
		headers.write(0x82); // :method: GET
		headers.write(0x86); // :scheme: http
		writeLiteral(headers, 0x04, path); // :path
		writeLiteral(headers, 0x01, "localhost"); // :authority
		write(HEADERS, END_STREAM | END_HEADERS, stream, headers.toByteArray());
	}

	private void writeLiteral(ByteArrayOutputStream headers, int name, String value) {
		headers.write(name);
		headers.write(value.length());
		headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
	}

	private void write(int type, int flags, int stream, byte[] payload) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
		frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
		frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
		this.output.write(frame.array());
	}

	/**
	 * Read until a stream has ended.
	 */
	void awaitEnd(int stream) throws IOException {
		while (!this.finished.contains(stream)) {
			readFrame();
		}
	}

	/**
	 * Read until the server has sent a {@code GOAWAY}.
	 */
	void awaitGoAway() throws IOException {
		while (this.lastStreams.isEmpty()) {
			readFrame();
		}
	}

	/**
	 * Read until the server ends the connection.
	 */
	void awaitEnd() throws IOException {
		try {
			while (true) {
				readFrame();
			}
		}
		catch (EOFException ex) {
			// not a reset
		}
	}

	private void readFrame() throws IOException {
		int length = this.input.readUnsignedByte() << 16 | this.input.readUnsignedShort();
		int type = this.input.readUnsignedByte();
		int flags = this.input.readUnsignedByte();
		int stream = this.input.readInt();
		received(type, flags, stream, this.input.readNBytes(length));
	}

	private void received(int type, int flags, int stream, byte[] payload) throws IOException {
		switch (type) {
			case SETTINGS -> acknowledge(flags);
			case GOAWAY -> this.lastStreams.add(ByteBuffer.wrap(payload).getInt());
			case HEADERS -> receivedHeaders(stream, payload);
			case DATA -> this.dataLength += payload.length;
			case RST_STREAM -> this.finished.add(stream);
			default -> {
			}
		}
		if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
			this.finished.add(stream);
		}
	}

	private void acknowledge(int flags) throws IOException {
		if ((flags & ACK) == 0) {
			write(SETTINGS, ACK, 0, new byte[0]);
		}
	}

	private void receivedHeaders(int stream, byte[] payload) {
		try {
			String status = this.headersDecoder.decodeHeaders(stream, Unpooled.wrappedBuffer(payload))
				.status()
				.toString();
			if (status.equals("200")) {
				this.succeeded.add(stream);
			}
		}
		catch (Http2Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the last streams that the server named in its {@code GOAWAY} frames.
	 */
	List<Integer> getLastStreams() {
		return this.lastStreams;
	}

	/**
	 * Return the streams that were answered with 200.
	 */
	Set<Integer> getSucceeded() {
		return this.succeeded;
	}

	int getDataLength() {
		return this.dataLength;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
