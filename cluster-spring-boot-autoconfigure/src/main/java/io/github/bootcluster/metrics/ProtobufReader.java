package io.github.bootcluster.metrics;

/**
 * Reads the wire format of protocol buffers.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {

	private final byte[] bytes;

	private int position;

	ProtobufReader(byte[] bytes, int position) {
		this.bytes = bytes;
		this.position = position;
	}

	int getPosition() {
		return this.position;
	}

	void skip(int length) {
		this.position += length;
	}

	long readVarint() {
		long value = 0;
		int shift = 0;
		byte next;
		do {
			next = this.bytes[this.position++];
			value |= (next & 0x7FL) << shift;
			shift += 7;
		}
		while (next < 0);
		return value;
	}

	ProtobufField readField() {
		int start = this.position;
		int tag = (int) readVarint();
		int value = skipLength(tag & 7);
		return new ProtobufField(tag >>> 3, start, value, this.position);
	}

	private int skipLength(int wireType) {
		int length = switch (wireType) {
			case 0 -> 0;
			case 1 -> Long.BYTES;
			case 2 -> (int) readVarint();
			case 5 -> Integer.BYTES;
			default -> throw new IllegalArgumentException("There is no wire type " + wireType);
		};
		int value = this.position;
		if (wireType == 0) {
			readVarint();
		}
		skip(length);
		return value;
	}

}
