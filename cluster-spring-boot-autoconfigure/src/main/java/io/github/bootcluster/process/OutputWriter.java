package io.github.bootcluster.process;

import java.io.PrintStream;

/**
 * Writes what is in a queue to a stream, several lines at once if they are there, and
 * none of them in two parts. A closed stream loses them quietly.
 */
final class OutputWriter implements Runnable {

	/**
	 * As much as a {@code FileOutputStream} writes at once (BUF_SIZE in io_util.c).
	 */
	private static final int CHUNK = 8192;

	private final OutputQueue queue;

	private final PrintStream stream;

	OutputWriter(OutputQueue queue, PrintStream stream) {
		this.queue = queue;
		this.stream = stream;
	}

	@Override
	public void run() {
		try {
			while (true) {
				write(this.queue.take());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void write(byte[] bytes) {
		int start = 0;
		while (start < bytes.length) {
			int end = findEnd(bytes, start);
			this.stream.write(bytes, start, end - start);
			this.stream.flush();
			this.queue.written(end - start);
			start = end;
		}
	}

	private static int findEnd(byte[] bytes, int start) {
		int limit = Math.min(start + CHUNK, bytes.length);
		for (int end = limit; end > start; end--) {
			if (bytes[end - 1] == '\n') {
				return end;
			}
		}
		return findLineEnd(bytes, limit);
	}

	private static int findLineEnd(byte[] bytes, int start) {
		int end = start;
		while (end < bytes.length && bytes[end] != '\n') {
			end++;
		}
		return Math.min(end + 1, bytes.length);
	}

}
