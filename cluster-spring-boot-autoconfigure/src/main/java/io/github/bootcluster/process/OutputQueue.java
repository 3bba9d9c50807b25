package io.github.bootcluster.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Output on its way to a reader that may be slow, or stand still. Whoever adds to a full
 * queue waits as long as the reader takes something now and then. If it takes nothing for
 * too long, what does not fit is lost, and a line in its place says so. Safe for use by
 * several threads.
 */
final class OutputQueue {

	private final int capacity;

	private final Duration patience;

	private final Ticker ticker;

	private ByteArrayOutputStream waiting = new ByteArrayOutputStream();

	private long added;

	private long written;

	private long movedAt;

	private long lostLines;

	/**
	 * Create a new queue.
	 * @param capacity the number of bytes that may wait
	 * @param patience how long the reader may take nothing before output is lost
	 */
	OutputQueue(int capacity, Duration patience) {
		this(capacity, patience, System::nanoTime);
	}

	OutputQueue(int capacity, Duration patience, Ticker ticker) {
		this.capacity = capacity;
		this.patience = patience;
		this.ticker = ticker;
	}

	/**
	 * Add whole lines, or anything else that is not to be taken apart.
	 * @param bytes the bytes
	 */
	void add(byte[] bytes) {
		add(bytes, 0);
	}

	/**
	 * Add what may exceed the capacity.
	 * @param bytes the bytes
	 * @param excess by how many bytes it may exceed the capacity
	 */
	synchronized void add(byte[] bytes, int excess) {
		int limit = this.capacity + excess;
		boolean moving = true;
		while (moving && !hasRoom(bytes, limit)) {
			moving = awaitMovement();
		}
		if (hasRoom(bytes, limit)) {
			tellLoss();
			append(bytes);
		}
		else {
			this.lostLines += countLines(bytes);
		}
	}

	/**
	 * Wait until all that was added before is written, as long as the reader takes
	 * something now and then.
	 */
	synchronized void awaitWritten() {
		long target = this.added;
		boolean moving = true;
		while (moving && this.written < target) {
			moving = awaitMovement();
		}
	}

	/**
	 * Take all that waits. It counts as waiting until it was {@linkplain #written(int)
	 * written}.
	 * @return the bytes, after at least one was there
	 * @throws InterruptedException if the thread is interrupted
	 */
	synchronized byte[] take() throws InterruptedException {
		while (this.waiting.size() == 0) {
			if (this.lostLines > 0) {
				tellLoss();
			}
			else {
				wait();
			}
		}
		byte[] bytes = this.waiting.toByteArray();
		this.waiting = new ByteArrayOutputStream();
		return bytes;
	}

	/**
	 * Note that the reader has taken something.
	 * @param length the number of bytes
	 */
	synchronized void written(int length) {
		this.written += length;
		this.movedAt = this.ticker.nanoTime();
		notifyAll();
	}

	private boolean hasRoom(byte[] bytes, int limit) {
		return isEmpty() || this.added - this.written + bytes.length <= limit;
	}

	private boolean isEmpty() {
		return this.added == this.written;
	}

	/**
	 * Wait for the reader to take something.
	 * @return whether it is worth looking again
	 */
	private boolean awaitMovement() {
		long left = this.patience.toNanos() - (this.ticker.nanoTime() - this.movedAt);
		if (left <= 0) {
			return false;
		}
		try {
			TimeUnit.NANOSECONDS.timedWait(this, left);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void append(byte[] bytes) {
		if (isEmpty()) {
			this.movedAt = this.ticker.nanoTime();
		}
		this.waiting.writeBytes(bytes);
		this.added += bytes.length;
		notifyAll();
	}

	private void tellLoss() {
		if (this.lostLines > 0) {
			String note = "[primary] %s lost here: nobody has read this output for %d seconds\n".formatted(
					(this.lostLines == 1) ? "1 line is" : this.lostLines + " lines are", this.patience.toSeconds());
			this.lostLines = 0;
			append(note.getBytes(StandardCharsets.US_ASCII));
		}
	}

	private static int countLines(byte[] bytes) {
		int lines = 0;
		for (byte next : bytes) {
			lines += (next == '\n') ? 1 : 0;
		}
		return lines;
	}

	/**
	 * Tells the time as {@link System#nanoTime()} does.
	 */
	@FunctionalInterface
	interface Ticker {

		long nanoTime();

	}

}
