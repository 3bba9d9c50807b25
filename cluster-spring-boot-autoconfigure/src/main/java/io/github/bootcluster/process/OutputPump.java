package io.github.bootcluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Reads one output of a worker until it ends. Whatever the listener does, it goes on
 * reading: a worker whose output nobody reads would stand still.
 */
class OutputPump implements Runnable {

	private static final int MAX_LINE_LENGTH = 1024 * 1024;

	private static final Log logger = LogFactory.getLog(OutputPump.class);

	private final InputStream stream;

	private final OutputListener listener;

	private final LastLines lastLines;

	private final LineCutter lines = new LineCutter(MAX_LINE_LENGTH, this::onLine);

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	/**
	 * Create a new pump.
	 * @param stream the output of the worker
	 * @param listener receives the lines
	 * @param lastLines keeps the last lines
	 */
	OutputPump(InputStream stream, OutputListener listener, LastLines lastLines) {
		this.stream = stream;
		this.listener = listener;
		this.lastLines = lastLines;
	}

	@Override
	public void run() {
		try (this.stream) {
			pump();
		}
		catch (IOException ex) {
			logger.debug("The output of a worker ends early", ex);
		}
		finally {
			this.lines.finish();
			this.end.complete(null);
		}
	}

	/**
	 * Return what completes when the last line has been passed on.
	 * @return the end of the output
	 */
	CompletableFuture<Void> end() {
		return this.end.copy();
	}

	private void pump() throws IOException {
		byte[] chunk = new byte[8192];
		int length = this.stream.read(chunk);
		while (length != -1) {
			this.lines.accept(chunk, length);
			length = this.stream.read(chunk);
		}
	}

	private void onLine(byte[] line) {
		this.lastLines.add(line);
		try {
			this.listener.onLine(line);
		}
		catch (Throwable ex) {
			logger.debug("A line of a worker is lost", ex);
		}
	}

}
