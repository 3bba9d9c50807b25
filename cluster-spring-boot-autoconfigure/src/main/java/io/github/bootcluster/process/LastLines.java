package io.github.bootcluster.process;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The last lines of a worker's output, for reports of its failure: without colors, and
 * long ones without their end.
 */
class LastLines {

	private static final int MAX_LINES = 100;

	private static final int MAX_BYTES = 128 * 1024;

	private static final int MAX_LENGTH = 8 * 1024;

	/**
	 * A control sequence (ECMA-48, 5.4).
	 */
	private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");

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
		byte[] kept = (line.length > MAX_LENGTH) ? Arrays.copyOf(line, MAX_LENGTH) : line;
		this.lines.addLast(kept);
		this.bytes += kept.length;
		while (this.lines.size() > MAX_LINES || this.bytes > MAX_BYTES) {
			this.bytes -= this.lines.removeFirst().length;
		}
	}

	/**
	 * Return the lines.
	 * @return the lines, the oldest first
	 */
	synchronized List<String> get() {
		return this.lines.stream().map(this::toText).toList();
	}

	private String toText(byte[] line) {
		return CONTROL_SEQUENCE.matcher(new String(line, this.charset)).replaceAll("").stripTrailing();
	}

}
