package io.github.bootcluster.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;

/**
 * The body of an answer, as it arrives. An empty frame is its end, so that a body that is
 * cut off is no short one. Nobody has to read it: it is closed if that is not gone on
 * with.
 */
final class RelayBody extends InputStream {

	private final RelayChannel channel;

	private final Duration timeout;

	private final Duration idle;

	private int remaining;

	private boolean ended;

	/**
	 * Create a new body.
	 * @param channel what it is read from
	 * @param timeout how long the other side may take to go on
	 * @param idle how long to wait for the next read
	 * @throws IOException if it is too late
	 */
	RelayBody(RelayChannel channel, Duration timeout, Duration idle) throws IOException {
		this.channel = channel;
		this.timeout = timeout;
		this.idle = idle;
		channel.closeAfter(idle);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(single[0]);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		if (length == 0) {
			return 0;
		}
		if (this.remaining == 0 && !this.ended) {
			readHeader();
		}
		return this.ended ? -1 : readChunk(bytes, offset, length);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

	private void readHeader() throws IOException {
		this.remaining = this.channel.readHeader(RelayLimits.CHUNK, this.timeout);
		if (this.remaining == 0) {
			this.ended = true;
			close();
		}
	}

	private int readChunk(byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer target = ByteBuffer.wrap(bytes, offset, Math.min(length, this.remaining)).slice();
		int count = this.channel.readSome(target, this.timeout);
		this.remaining -= count;
		this.channel.closeAfter(this.idle);
		return count;
	}

}
