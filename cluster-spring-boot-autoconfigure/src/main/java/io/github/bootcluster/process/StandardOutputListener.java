package io.github.bootcluster.process;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Passes the output of workers on to the standard output of this process. One listener
 * serves all workers, so that lines stay whole; a closed standard output loses them
 * quietly.
 *
 * @since 0.1.0
 */
public final class StandardOutputListener implements OutputListener {

	private final Supplier<PrintStream> stream;

	/**
	 * Create a new listener that writes to {@link System#out}.
	 */
	public StandardOutputListener() {
		this(() -> System.out);
	}

	/**
	 * Create a new listener.
	 * @param stream the stream to write to, asked for at each line
	 */
	StandardOutputListener(Supplier<PrintStream> stream) {
		this.stream = stream;
	}

	@Override
	public synchronized void onLine(byte[] line) {
		byte[] bytes = Arrays.copyOf(line, line.length + 1);
		bytes[line.length] = '\n';
		PrintStream stream = this.stream.get();
		stream.write(bytes, 0, bytes.length);
		stream.flush();
	}

}
