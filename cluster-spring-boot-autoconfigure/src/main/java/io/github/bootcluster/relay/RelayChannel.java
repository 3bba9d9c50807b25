package io.github.bootcluster.relay;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.channel.ProtocolViolationException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection between two workers: frames of four bytes that hold the length,
 * big-endian, and as many bytes. Each step has its time, after which the connection is
 * closed: channels know no timeouts, only another thread can end one that hangs.
 * <p>
 * Not safe for use by several threads at once, except for {@link #close()}.
 */
final class RelayChannel implements Closeable {

	private static final Log logger = LogFactory.getLog(RelayChannel.class);

	private static final byte[] NOTHING = {};

	private final SocketChannel socket;

	private final ScheduledExecutorService timer;

	private @Nullable Future<?> end;

	private volatile boolean expired;

	RelayChannel(SocketChannel socket, ScheduledExecutorService timer) {
		this.socket = socket;
		this.timer = timer;
	}

	void connect(Path path, Duration timeout) throws IOException {
		within(timeout, () -> this.socket.connect(UnixDomainSocketAddress.of(path)));
	}

	/**
	 * Read a whole frame.
	 * @param limit the largest length to accept
	 * @param timeout how long that may take
	 * @return the bytes
	 * @throws ProtocolViolationException if it is longer
	 * @throws EOFException if the other side closed the connection before
	 * @throws IOException if the connection failed
	 */
	byte[] readFrame(int limit, Duration timeout) throws IOException {
		ByteBuffer[] frame = new ByteBuffer[1];
		within(timeout, () -> {
			frame[0] = ByteBuffer.allocate(readLength(limit));
			readFully(frame[0]);
		});
		return frame[0].array();
	}

	/**
	 * Read the beginning of a frame.
	 * @param limit the largest length to accept
	 * @param timeout how long that may take
	 * @return the number of bytes that follow
	 * @throws IOException if there is none
	 */
	int readHeader(int limit, Duration timeout) throws IOException {
		int[] length = new int[1];
		within(timeout, () -> length[0] = readLength(limit));
		return length[0];
	}

	/**
	 * Read what is there of a frame, one byte at least.
	 * @param target where to read to, with as much room as may be read
	 * @param timeout how long that may take
	 * @return how much was read
	 * @throws IOException if there is nothing more
	 */
	int readSome(ByteBuffer target, Duration timeout) throws IOException {
		within(timeout, () -> requireMore(this.socket.read(target)));
		return target.position();
	}

	/**
	 * Write a frame.
	 * @param bytes the bytes
	 * @param timeout how long that may take
	 * @throws IOException if the connection failed
	 */
	void writeFrame(byte[] bytes, Duration timeout) throws IOException {
		writeFrame(ByteBuffer.allocate(Integer.BYTES + bytes.length).position(Integer.BYTES).put(bytes), timeout);
	}

	/**
	 * Write a frame that holds nothing.
	 * @param timeout how long that may take
	 * @throws IOException if the connection failed
	 */
	void writeEmptyFrame(Duration timeout) throws IOException {
		writeFrame(NOTHING, timeout);
	}

	/**
	 * Write a frame.
	 * @param frame room for the length, and the bytes up to the position
	 * @param timeout how long that may take
	 * @throws IOException if the connection failed
	 */
	void writeFrame(ByteBuffer frame, Duration timeout) throws IOException {
		frame.putInt(0, frame.position() - Integer.BYTES).flip();
		within(timeout, () -> {
			while (frame.hasRemaining()) {
				this.socket.write(frame);
			}
		});
	}

	/**
	 * Close the connection unless something happens on it.
	 * @param timeout how long to wait for that
	 * @throws IOException if it is too late
	 */
	void closeAfter(Duration timeout) throws IOException {
		watch(timeout);
	}

	@Override
	public void close() throws IOException {
		relax();
		this.socket.close();
	}

	private int readLength(int limit) throws IOException {
		ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);
		readFully(header);
		int length = header.getInt(0);
		if (length < 0 || length > limit) {
			throw new ProtocolViolationException(
					"A frame of " + length + " bytes was announced, at most " + limit + " are possible");
		}
		return length;
	}

	private void readFully(ByteBuffer target) throws IOException {
		while (target.hasRemaining()) {
			requireMore(this.socket.read(target));
		}
	}

	private static void requireMore(int count) throws EOFException {
		if (count < 0) {
			throw new EOFException("the connection was closed by the other side");
		}
	}

	private void within(Duration timeout, Step step) throws IOException {
		watch(timeout);
		try {
			step.perform();
		}
		catch (ClosedChannelException ex) {
			throw this.expired ? new SocketTimeoutException("nothing happened within " + timeout.toMillis() + " ms")
					: ex;
		}
		finally {
			relax();
		}
	}

	private synchronized void watch(Duration timeout) throws IOException {
		relax();
		try {
			this.end = this.timer.schedule(this::expire, timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("this worker stops", ex);
		}
	}

	private synchronized void relax() {
		if (this.end != null) {
			this.end.cancel(false);
			this.end = null;
		}
	}

	private void expire() {
		this.expired = true;
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("A connection could not be closed", ex);
		}
	}

	/**
	 * Something that may take its time.
	 */
	@FunctionalInterface
	private interface Step {

		void perform() throws IOException;

	}

}
