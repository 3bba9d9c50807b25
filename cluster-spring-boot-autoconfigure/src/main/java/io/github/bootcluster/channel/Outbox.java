package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The frames that wait to be written. Adding one never blocks; one thread writes them.
 */
final class Outbox {

	/**
	 * A side that lets this many messages lie is not slow, it hangs.
	 */
	static final int CAPACITY = 256;

	private static final ByteBuffer END = ByteBuffer.allocate(0);

	private final WritableByteChannel channel;

	private final BlockingQueue<ByteBuffer> frames = new ArrayBlockingQueue<>(CAPACITY);

	Outbox(WritableByteChannel channel) {
		this.channel = channel;
	}

	/**
	 * Add a message.
	 * @param json the message
	 * @return {@code false} if there is no room for it
	 */
	boolean offer(byte[] json) {
		return this.frames.offer(frame(json));
	}

	/**
	 * Let {@link #run()} return when it has written what was added so far.
	 * @return {@code false} if there is no room for the mark
	 */
	boolean end() {
		return this.frames.offer(END);
	}

	/**
	 * Write frames until the end, or until the channel is closed.
	 * @throws IOException if the channel failed
	 * @throws InterruptedException if the thread was interrupted while there was nothing
	 * to write
	 */
	void run() throws IOException, InterruptedException {
		while (this.channel.isOpen()) {
			ByteBuffer frame = this.frames.take();
			if (frame == END) {
				return;
			}
			write(frame);
		}
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
