package io.github.bootcluster.process;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines.
 */
class LineCutter {

	private final int maxLength;

	private final Consumer<byte[]> lines;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	/**
	 * Create a new cutter.
	 * @param maxLength the number of bytes after which a line is passed on in pieces
	 * @param lines takes the lines, without the line feed
	 */
	LineCutter(int maxLength, Consumer<byte[]> lines) {
		this.maxLength = maxLength;
		this.lines = lines;
	}

	/**
	 * Take the next bytes.
	 * @param bytes holds the bytes
	 * @param length the number of bytes
	 */
	void accept(byte[] bytes, int length) {
		for (int i = 0; i < length; i++) {
			accept(bytes[i]);
		}
	}

	/**
	 * Pass on what is left when there are no more bytes.
	 */
	void finish() {
		if (this.line.size() > 0) {
			pass();
		}
	}

	private void accept(byte next) {
		if (next == '\n') {
			pass();
			return;
		}
		if (this.line.size() == this.maxLength) {
			pass();
		}
		this.line.write(next);
	}

	private void pass() {
		byte[] bytes = this.line.toByteArray();
		this.line.reset();
		this.lines.accept(bytes);
	}

}
