package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames that wait to be written. Adding one never blocks; one thread writes them,
 * messages before parcels, so that the application cannot delay what keeps the cluster
 * alive.
 */
final class Outbox {

	/**
	 * A side that lets this many messages lie is not slow, it hangs.
	 */
	static final int CAPACITY = 256;

	/**
	 * How many bytes of parcels may wait beyond one. Senders have their own limits, which
	 * are lower by far: this one holds if they do not.
	 */
	static final int PARCEL_CAPACITY = 32 * 1024 * 1024;

	/**
	 * How many bytes of parcels may wait if those without content are counted in: they
	 * answer what had some, so that there are as many only if somebody misbehaves.
	 */
	private static final int TOTAL_PARCEL_CAPACITY = 2 * PARCEL_CAPACITY;

	/**
	 * About what a frame takes in memory beyond its bytes.
	 */
	private static final int FRAME_OVERHEAD = 64;

	// many small frames with one call of the system
	private static final int BATCH_SIZE = 64 * 1024;

	private final WritableByteChannel channel;

	private final Deque<ByteBuffer> messages = new ArrayDeque<>();

	private final Deque<ByteBuffer> parcels = new ArrayDeque<>();

	private final ByteBuffer batch = ByteBuffer.allocate(BATCH_SIZE);

	private final ParcelCodec codec = new ParcelCodec();

	private long parcelBytes;

	private boolean ended;

	Outbox(WritableByteChannel channel) {
		this.channel = channel;
	}

	/**
	 * Add a message.
	 * @param json the message
	 * @return {@code false} if there is no room for it
	 */
	synchronized boolean offer(byte[] json) {
		if (this.ended || this.messages.size() >= CAPACITY) {
			return false;
		}
		this.messages.add(frame(json));
		notifyAll();
		return true;
	}

	/**
	 * Add a parcel.
	 * @param parcel the parcel
	 * @return {@code false} if there is no room for it
	 */
	boolean offer(Parcel parcel) {
		ByteBuffer frame = this.codec.encode(parcel, Integer.BYTES);
		frame.putInt(0, (frame.remaining() - Integer.BYTES) | FrameReader.PARCEL);
		return offer(frame, parcel.content().length);
	}

	private synchronized boolean offer(ByteBuffer frame, int size) {
		if (this.ended || this.parcelBytes > ((size > 0) ? PARCEL_CAPACITY : TOTAL_PARCEL_CAPACITY)) {
			return false;
		}
		this.parcels.add(frame);
		this.parcelBytes += frame.remaining() + FRAME_OVERHEAD;
		notifyAll();
		return true;
	}

	/**
	 * Let {@link #run()} return when it has written what was added so far.
	 */
	synchronized void end() {
		this.ended = true;
		notifyAll();
	}

	/**
	 * Write frames until the end, or until the channel is closed.
	 * @throws IOException if the channel failed
	 * @throws InterruptedException if the thread was interrupted while there was nothing
	 * to write
	 */
	void run() throws IOException, InterruptedException {
		while (this.channel.isOpen() && awaitFrames()) {
			// whoever is about to add more saves a call of the system
			Thread.yield();
			write(next());
		}
	}

	private synchronized boolean awaitFrames() throws InterruptedException {
		while (this.messages.isEmpty() && this.parcels.isEmpty() && !this.ended) {
			wait();
		}
		return !this.messages.isEmpty() || !this.parcels.isEmpty();
	}

	/*
	 * As many frames as fit, or one that is larger.
	 */
	private synchronized ByteBuffer next() {
		ByteBuffer first = poll();
		if (first.remaining() > BATCH_SIZE) {
			return first;
		}
		this.batch.clear().put(first);
		while (hasNextOfSize(this.batch.remaining())) {
			this.batch.put(poll());
		}
		return this.batch.flip();
	}

	private boolean hasNextOfSize(int size) {
		ByteBuffer next = this.messages.isEmpty() ? this.parcels.peek() : this.messages.peek();
		return next != null && next.remaining() <= size;
	}

	private ByteBuffer poll() {
		if (!this.messages.isEmpty()) {
			return this.messages.remove();
		}
		ByteBuffer parcel = this.parcels.remove();
		this.parcelBytes -= parcel.remaining() + FRAME_OVERHEAD;
		return parcel;
	}

	/**
	 * Write a message at once, on the calling thread.
	 * @param json the message
	 * @throws IOException if the channel failed
	 */
	void write(byte[] json) throws IOException {
		write(frame(json));
	}

	private void write(ByteBuffer frame) throws IOException {
		while (frame.hasRemaining()) {
			this.channel.write(frame);
		}
	}

	private ByteBuffer frame(byte[] json) {
		return ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).flip();
	}

}
