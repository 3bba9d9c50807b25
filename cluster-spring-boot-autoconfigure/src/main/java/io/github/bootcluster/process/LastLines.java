package io.github.bootcluster.process;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a worker's output, for reports of its failure.
 */
class LastLines {

	private static final int MAX_LINES = 100;

	private static final int MAX_BYTES = 128 * 1024;

	private final Charset charset;

	private final Deque<byte[]> lines = new ArrayDeque<>();

	private int bytes;

	/**
	 * Create new lines.
	 * @param charset the charset of the output; what does not belong to it is replaced
	 */
	LastLines(Charset charset) {
		this.charset = charset;
	}

	/**
	 * Add a line, at the cost of the oldest.
	 * @param line the bytes of the line
	 */
	synchronized void add(byte[] line) {
		this.lines.addLast(line);
		this.bytes += line.length;
		while (this.lines.size() > MAX_LINES || this.bytes > MAX_BYTES) {
			this.bytes -= this.lines.removeFirst().length;
		}
	}

	/**
	 * Return the lines.
	 * @return the lines, the oldest first
	 */
	synchronized List<String> get() {
		return this.lines.stream().map((line) -> new String(line, this.charset).stripTrailing()).toList();
	}

}
