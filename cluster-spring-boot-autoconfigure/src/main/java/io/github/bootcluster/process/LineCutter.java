package io.github.bootcluster.process;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines.
 */
class LineCutter {

	private final int maxLength;

	private final Consumer<byte[]> lines;

	private ByteArrayOutputStream line = new ByteArrayOutputStream();

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
		int start = 0;
		for (int i = 0; i < length; i++) {
			if (bytes[i] == '\n') {
				add(bytes, start, i);
				pass();
				start = i + 1;
			}
		}
		add(bytes, start, length);
	}

	/**
	 * Pass on what is left when there are no more bytes.
	 */
	void finish() {
		if (this.line.size() > 0) {
			pass();
		}
	}

	private void add(byte[] bytes, int start, int end) {
		int next = start;
		while (end - next > this.maxLength - this.line.size()) {
			int room = this.maxLength - this.line.size();
			this.line.write(bytes, next, room);
			next += room;
			pass();
		}
		this.line.write(bytes, next, end - next);
	}

	private void pass() {
		byte[] bytes = this.line.toByteArray();
		// a long line leaves no large buffer behind
		this.line = new ByteArrayOutputStream();
		this.lines.accept(bytes);
	}

}
