package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import org.jspecify.annotations.Nullable;

/**
 * Reads messages from frames: four bytes that hold the length, big-endian, and as many
 * bytes of JSON. Not safe for use by several threads at once.
 */
final class FrameReader {

	private final ReadableByteChannel channel;

	private final MessageCodec codec;

	private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);

	FrameReader(ReadableByteChannel channel, MessageCodec codec) {
		this.channel = channel;
		this.codec = codec;
	}

	/**
	 * Read the next message, waiting for it if need be.
	 * @return the message, or {@code null} if the other side closed the channel
	 * @throws ProtocolViolationException if the frame or the message is malformed
	 * @throws IOException if the channel failed
	 */
	@Nullable Message read() throws IOException {
		return read(this.codec.getMaxSize());
	}

	/**
	 * Read the next message, waiting for it if need be.
	 * @param limit the largest size to accept, in bytes
	 * @return the message, or {@code null} if the other side closed the channel
	 * @throws ProtocolViolationException if the frame or the message is malformed
	 * @throws IOException if the channel failed
	 */
	@Nullable Message read(int limit) throws IOException {
		fill(this.header.clear());
		if (this.header.position() == 0) {
			return null;
		}
		ByteBuffer body = ByteBuffer.allocate(length(Math.min(limit, this.codec.getMaxSize())));
		fill(body);
		requireComplete(body);
		return this.codec.decode(body.array());
	}

	private int length(int limit) throws ProtocolViolationException {
		requireComplete(this.header);
		int length = this.header.getInt(0);
		if (length <= 0 || length > limit) {
			throw new ProtocolViolationException(
					"A frame of " + length + " bytes was announced, it must have between 1 and " + limit + " bytes");
		}
		return length;
	}

	private void fill(ByteBuffer buffer) throws IOException {
		int count = 0;
		while (count >= 0 && buffer.hasRemaining()) {
			count = this.channel.read(buffer);
		}
	}

	private void requireComplete(ByteBuffer buffer) throws ProtocolViolationException {
		if (buffer.hasRemaining()) {
			throw new ProtocolViolationException(
					"The frame ended after " + buffer.position() + " of " + buffer.capacity() + " bytes");
		}
	}

}
