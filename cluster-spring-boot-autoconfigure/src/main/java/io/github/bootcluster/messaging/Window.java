package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.github.bootcluster.channel.Parcel.Kind;

/**
 * How much a sender may have on its way to one receiver. Whoever wants to send more waits
 * until the receiver has taken some of it.
 */
final class Window {

	/**
	 * The largest number of messages on their way.
	 */
	static final int MESSAGES = 1024;

	private final long capacity;

	private final LongSupplier nanoTime;

	private int messages;

	private int unanswered;

	private long bytes;

	private boolean closed;

	/**
	 * Create a new window.
	 * @param capacity the largest number of bytes on their way, at least that of one
	 * message
	 * @param nanoTime the time
	 */
	Window(long capacity, LongSupplier nanoTime) {
		this.capacity = capacity;
		this.nanoTime = nanoTime;
	}

	/**
	 * Take room for a message, waiting for it if need be.
	 * @param kind its kind: requests also wait for replies to earlier ones
	 * @param size the size of the message in bytes
	 * @param timeout how long to wait
	 * @return {@code false} if there was none in time, or the window is closed
	 * @throws InterruptedException if the thread was interrupted
	 */
	synchronized boolean acquire(Kind kind, int size, Duration timeout) throws InterruptedException {
		long start = this.nanoTime.getAsLong();
		while (!this.closed && !hasRoomFor(kind, size)) {
			long remaining = timeout.toNanos() - (this.nanoTime.getAsLong() - start);
			if (remaining <= 0) {
				return false;
			}
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(remaining, TimeUnit.MILLISECONDS.toNanos(1)));
		}
		this.messages++;
		this.bytes += size;
		this.unanswered += (kind == Kind.REQUEST) ? 1 : 0;
		return !this.closed;
	}

	private boolean hasRoomFor(Kind kind, int size) {
		return hasRoomFor(size) && (kind != Kind.REQUEST || this.unanswered < MESSAGES);
	}

	private boolean hasRoomFor(int size) {
		return this.messages == 0 || (this.messages < MESSAGES && this.bytes + size <= this.capacity);
	}

	synchronized void release(int size) {
		this.messages--;
		this.bytes -= size;
		notifyAll();
	}

	/**
	 * Note that a request is not waited for any more.
	 */
	synchronized void answered() {
		this.unanswered--;
		notifyAll();
	}

	/**
	 * Let nobody wait any more.
	 */
	synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

}
