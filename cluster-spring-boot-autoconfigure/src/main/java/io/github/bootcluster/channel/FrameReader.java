package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import org.jspecify.annotations.Nullable;

/**
 * Reads frames: four bytes that hold the length, big-endian, and as many bytes of JSON,
 * or of a parcel if the first of the bits is set. Not safe for use by several threads at
 * once.
 */
final class FrameReader {

	/**
	 * The bit of a length that makes the frame a parcel.
	 */
	static final int PARCEL = Integer.MIN_VALUE;

	// many small frames with one call of the system
	private static final int BUFFER_SIZE = 16 * 1024;

	private final ReadableByteChannel channel;

	private final MessageCodec codec;

	private final ParcelCodec parcels = new ParcelCodec();

	private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE).flip();

	FrameReader(ReadableByteChannel channel, MessageCodec codec) {
		this.channel = channel;
		this.codec = codec;
	}

	/**
	 * Read the next frame, waiting for it if need be.
	 * @return the frame, or {@code null} if the other side closed the channel
	 * @throws ProtocolViolationException if the frame is malformed
	 * @throws IOException if the channel failed
	 */
	@Nullable Frame read() throws IOException {
		return readHeader() ? readBody(this.codec.getMaxSize()) : null;
	}

	/**
	 * Read the next frame, which has to be a message, waiting for it if need be.
	 * @param limit the largest size to accept, in bytes
	 * @return the message, or {@code null} if the other side closed the channel
	 * @throws ProtocolViolationException if the frame or the message is malformed
	 * @throws IOException if the channel failed
	 */
	@Nullable Message readMessage(int limit) throws IOException {
		return readHeader() ? readMessageBody(Math.min(limit, this.codec.getMaxSize())) : null;
	}

	private boolean readHeader() throws IOException {
		fill(this.header.clear());
		if (this.header.position() > 0) {
			requireComplete(this.header);
		}
		return this.header.position() > 0;
	}

	private Frame readBody(int limit) throws IOException {
		return (this.header.getInt(0) < 0) ? readParcelBody(limit + ParcelCodec.ALLOWANCE) : readMessageBody(limit);
	}

	private Parcel readParcelBody(int limit) throws IOException {
		return this.parcels.decode(readBytes(this.header.getInt(0) & ~PARCEL, limit));
	}

	private Message readMessageBody(int limit) throws IOException {
		return this.codec.decode(readBytes(this.header.getInt(0), limit));
	}

	private byte[] readBytes(int length, int limit) throws IOException {
		if (length <= 0 || length > limit) {
			throw new ProtocolViolationException(
					"A frame of " + length + " bytes was announced, it must have between 1 and " + limit + " bytes");
		}
		ByteBuffer body = ByteBuffer.allocate(length);
		fill(body);
		requireComplete(body);
		return body.array();
	}

	private void fill(ByteBuffer target) throws IOException {
		int count = 0;
		while (count >= 0 && target.hasRemaining()) {
			if (this.buffer.hasRemaining()) {
				move(target);
			}
			else {
				count = (target.remaining() < BUFFER_SIZE) ? readAhead() : this.channel.read(target);
			}
		}
	}

	private void move(ByteBuffer target) {
		int count = Math.min(target.remaining(), this.buffer.remaining());
		target.put(target.position(), this.buffer, this.buffer.position(), count).position(target.position() + count);
		this.buffer.position(this.buffer.position() + count);
	}

	private int readAhead() throws IOException {
		int count = this.channel.read(this.buffer.clear());
		this.buffer.flip();
		return count;
	}

	private void requireComplete(ByteBuffer buffer) throws ProtocolViolationException {
		if (buffer.hasRemaining()) {
			throw new ProtocolViolationException(
					"The frame ended after " + buffer.position() + " of " + buffer.capacity() + " bytes");
		}
	}

}
