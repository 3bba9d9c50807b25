package io.github.bootcluster.process;

/**
 * Receives the output of a worker, line by line.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutputListener {

	/**
	 * Called for each line, or each piece of 1 MiB of a longer one, on a thread of the
	 * worker's. Two workers call at the same time.
	 * @param line the bytes of the line as the worker wrote them, without the line feed
	 */
	void onLine(byte[] line);

}
