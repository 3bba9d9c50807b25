package io.github.bootcluster.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the wire format of protocol buffers.
 */
final class ProtobufWriter {

	private static final int LENGTH_DELIMITED = 2;

	private final ByteArrayOutputStream target = new ByteArrayOutputStream();

	ProtobufWriter writeVarint(long value) {
		long rest = value;
		while ((rest & ~0x7FL) != 0) {
			this.target.write((int) (rest & 0x7F | 0x80));
			rest >>>= 7;
		}
		this.target.write((int) rest);
		return this;
	}

	ProtobufWriter writeBytes(byte[] bytes, int start, int end) {
		this.target.write(bytes, start, end - start);
		return this;
	}

	ProtobufWriter writeString(int number, String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		return writeHead(number, bytes.length).writeBytes(bytes, 0, bytes.length);
	}

	ProtobufWriter writeMessage(int number, ProtobufWriter message) {
		writeHead(number, message.target.size());
		this.target.writeBytes(message.target.toByteArray());
		return this;
	}

	ProtobufWriter writeDelimited(ProtobufWriter message) {
		writeVarint(message.target.size());
		this.target.writeBytes(message.target.toByteArray());
		return this;
	}

	private ProtobufWriter writeHead(int number, int length) {
		return writeVarint((long) number << 3 | LENGTH_DELIMITED).writeVarint(length);
	}

	byte[] toByteArray() {
		return this.target.toByteArray();
	}

}
