package io.github.bootcluster.process;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;

/**
 * A standard stream of this process, written by a thread of its own: neither the workers
 * nor this process stand still when nobody reads it. What this process writes itself goes
 * the same way, so that no line gets into another.
 */
final class StandardStream implements OutputListener {

	private static final int CAPACITY = 4 * 1024 * 1024;

	/**
	 * What only this process may add to a full queue: the workers do not keep the
	 * supervisor waiting.
	 */
	private static final int RESERVE = 1024 * 1024;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final OutputQueue queue;

	private volatile boolean closing;

	StandardStream() {
		this(new OutputQueue(CAPACITY, PATIENCE));
	}

	StandardStream(OutputQueue queue) {
		this.queue = queue;
	}

	/**
	 * Start to write.
	 * @param stream the stream to write to
	 * @param name the name of the thread
	 */
	void start(PrintStream stream, String name) {
		Thread thread = new Thread(new OutputWriter(this.queue, stream), name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void onLine(byte[] line) {
		byte[] bytes = Arrays.copyOf(line, line.length + 1);
		bytes[line.length] = '\n';
		this.queue.add(bytes);
	}

	/**
	 * Return what this process is to write to.
	 * @param charset the charset of the stream
	 * @return a stream that does not block, unless it is {@linkplain #close() closing}
	 */
	PrintStream toPrintStream(Charset charset) {
		return new PrintStream(new OwnOutput(), true, charset);
	}

	/**
	 * Wait until everything is written. What is flushed from now on is waited for as
	 * well: it may be the last that this process does.
	 */
	void close() {
		this.closing = true;
		this.queue.awaitWritten();
	}

	/**
	 * What this process writes itself.
	 */
	private final class OwnOutput extends OutputStream {

		@Override
		public void write(int next) {
			write(new byte[] { (byte) next }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			StandardStream.this.queue.add(Arrays.copyOfRange(bytes, offset, offset + length), RESERVE);
		}

		@Override
		public void flush() {
			if (StandardStream.this.closing) {
				StandardStream.this.queue.awaitWritten();
			}
		}

	}

}
