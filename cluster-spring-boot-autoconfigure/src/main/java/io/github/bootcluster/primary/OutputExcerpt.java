package io.github.bootcluster.primary;

import java.util.List;

/**
 * The end of a worker's output, as far as it fits into a message on the channel.
 */
final class OutputExcerpt {

	/**
	 * What a character of a line takes at most: that of a control character in JSON.
	 */
	private static final int BYTES_PER_CHARACTER = 6;

	/**
	 * What a line takes besides: quotation marks and a comma.
	 */
	private static final int BYTES_PER_LINE = 3;

	/**
	 * What the rest of the message takes.
	 */
	private static final int BYTES_OF_ENVELOPE = 256;

	private final int maxSize;

	/**
	 * Create a new excerpt.
	 * @param maxSize the size of the largest message in bytes
	 */
	OutputExcerpt(int maxSize) {
		this.maxSize = maxSize;
	}

	/**
	 * Return the last lines.
	 * @param lines the lines, the oldest first
	 * @return as many of them as fit
	 */
	List<String> of(List<String> lines) {
		int first = lines.size();
		int room = this.maxSize - BYTES_OF_ENVELOPE;
		while (first > 0 && getSize(lines.get(first - 1)) <= room) {
			first--;
			room -= getSize(lines.get(first));
		}
		return lines.subList(first, lines.size());
	}

	private static int getSize(String line) {
		return line.length() * BYTES_PER_CHARACTER + BYTES_PER_LINE;
	}

}
