package io.github.bootcluster.actuate.relay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first bytes of a stream that may have more: a log file grows while it is read.
 */
final class LimitedInputStream extends FilterInputStream {

	private long remaining;

	LimitedInputStream(InputStream in, long limit) {
		super(in);
		this.remaining = limit;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : Byte.toUnsignedInt(single[0]);
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.remaining == 0) {
			return -1;
		}
		int count = super.read(bytes, offset, (int) Math.min(length, this.remaining));
		this.remaining -= Math.max(0, count);
		return count;
	}

}
