package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts the name of a worker in front of its lines, such as {@code [worker-2]}, except for
 * those that hold it already. A JSON object is left as it is: whoever reads it would not
 * understand it otherwise.
 */
final class NamedLines implements OutputListener {

	private final byte[] name;

	private final OutputListener listener;

	/**
	 * Create new lines.
	 * @param id the worker's id
	 * @param listener receives the lines
	 */
	NamedLines(int id, OutputListener listener) {
		this.name = ("[worker-" + id + "]").getBytes(StandardCharsets.US_ASCII);
		this.listener = listener;
	}

	@Override
	public void onLine(byte[] line) {
		this.listener.onLine((isJson(line) || holdsName(line)) ? line : prefix(line));
	}

	private byte[] prefix(byte[] line) {
		byte[] prefixed = Arrays.copyOf(this.name, this.name.length + 1 + line.length);
		prefixed[this.name.length] = ' ';
		System.arraycopy(line, 0, prefixed, this.name.length + 1, line.length);
		return prefixed;
	}

	private static boolean isJson(byte[] line) {
		return line.length > 1 && line[0] == '{' && line[line.length - 1] == '}';
	}

	private boolean holdsName(byte[] line) {
		for (int start = 0; start <= line.length - this.name.length; start++) {
			if (line[start] == '[' && holdsName(line, start)) {
				return true;
			}
		}
		return false;
	}

	private boolean holdsName(byte[] line, int start) {
		return Arrays.equals(line, start, start + this.name.length, this.name, 0, this.name.length);
	}

}
