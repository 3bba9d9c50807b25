package io.github.bootcluster.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.channel.Parcel.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for the parcels of an {@link Outbox}, read by a {@link FrameReader}.
 */
@Timeout(30)
class OutboxTests {

	private static final Peer WORKER = new Peer(1, 4711);

	private static final int MAX_SIZE = 1 << 20;

	private final MessageCodec codec = new MessageCodec(MAX_SIZE);

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private int writes;

	private int largestWrite = Integer.MAX_VALUE;

	private final Outbox outbox = new Outbox(new CountingChannel());

	@Test
	void writesMessagesBeforeParcels() throws Exception {
		this.outbox.offer(parcel(1, 10));
		this.outbox.offer(parcel(2, 10));
		this.outbox.offer(this.codec.encode(new Message.Stop()));
		assertThat(writeAll()).extracting(Object::getClass)
			.containsExactly(Message.Stop.class, Parcel.class, Parcel.class);
	}

	@Test
	void writesManySmallParcelsAtOnceAndInOrder() throws Exception {
		for (int i = 0; i < 10_000; i++) {
			assertThat(this.outbox.offer(parcel(i, 1))).isTrue();
		}
		List<Frame> frames = writeAll();
		assertThat(frames).hasSize(10_000);
		for (int i = 0; i < frames.size(); i++) {
			assertThat(((Parcel) frames.get(i)).number()).isEqualTo(i);
		}
		assertThat(this.writes).isLessThan(20);
	}

	@Test
	void writesParcelThatIsLargerThanABatch() throws Exception {
		this.outbox.offer(parcel(1, 10));
		this.outbox.offer(parcel(2, MAX_SIZE));
		this.outbox.offer(parcel(3, 64 * 1024 - 100));
		this.outbox.offer(parcel(4, 10));
		assertThat(writeAll()).extracting((frame) -> ((Parcel) frame).content().length)
			.containsExactly(10, MAX_SIZE, 64 * 1024 - 100, 10);
	}

	@Test
	void writesWholeFramesToChannelThatTakesLittle() throws Exception {
		this.largestWrite = 7;
		this.outbox.offer(parcel(1, 100));
		this.outbox.offer(parcel(2, 70_000));
		this.outbox.offer(this.codec.encode(new Message.Stop()));
		assertThat(writeAll()).hasSize(3);
	}

	@Test
	void offerWhenFullReturnsFalseUntilThereIsRoom() throws Exception {
		int count = fill(MAX_SIZE);
		assertThat(count).isBetween(Outbox.PARCEL_CAPACITY / MAX_SIZE, Outbox.PARCEL_CAPACITY / MAX_SIZE + 1);
		assertThat(this.outbox.offer(parcel(1, 1))).isFalse();
		assertThat(this.outbox.offer(parcel(2, 0))).isTrue();
		assertThat(this.outbox.offer(this.codec.encode(new Message.Stop()))).isTrue();
		Thread writer = new ChannelThread("test-writer", this::run);
		writer.start();
		Eventually.until(() -> this.outbox.offer(parcel(3, 1)));
		this.outbox.end();
		writer.join(TimeUnit.SECONDS.toMillis(30));
		assertThat(read()).hasSize(count + 3);
	}

	@Test
	void offerWhenFullOfAnswersReturnsFalse() {
		int count = fill(0);
		assertThat(count).isBetween(100_000, 1_000_000);
		assertThat(this.outbox.offer(parcel(1, 1))).isFalse();
	}

	@Test
	void endWritesTheRestAndTakesNoMore() throws Exception {
		this.outbox.offer(parcel(1, 10));
		this.outbox.end();
		assertThat(this.outbox.offer(parcel(2, 10))).isFalse();
		assertThat(this.outbox.offer(parcel(2, 0))).isFalse();
		this.outbox.run();
		assertThat(read()).hasSize(1);
	}

	@Test
	void readerTakesParcelsOneByteAtATime() throws Exception {
		this.outbox.offer(parcel(1, 100));
		this.outbox.offer(parcel(2, 20_000));
		this.outbox.offer(this.codec.encode(new Message.Stop()));
		this.outbox.end();
		this.outbox.run();
		ByteArrayInputStream slow = new ByteArrayInputStream(this.bytes.toByteArray()) {

			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, 1));
			}

		};
		assertThat(read(new FrameReader(Channels.newChannel(slow), this.codec))).hasSize(3);
	}

	@Test
	void readerTakesParcelOfTheLargestSizeAndNotOneByteMore() throws Exception {
		Parcel largest = new Parcel(Kind.NOTICE, WORKER, WORKER, 1, "x".repeat(Parcel.MAX_DETAIL_SIZE),
				new byte[MAX_SIZE]);
		this.outbox.offer(largest);
		this.outbox.offer(new Parcel(Kind.NOTICE, WORKER, WORKER, 2, largest.detail(), new byte[MAX_SIZE + 1]));
		this.outbox.end();
		this.outbox.run();
		FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(this.bytes.toByteArray())),
				this.codec);
		assertThat(reader.read()).usingRecursiveComparison().isEqualTo(largest);
		int limit = MAX_SIZE + ParcelCodec.ALLOWANCE;
		assertThatIOException().isThrownBy(reader::read)
			.isInstanceOf(ProtocolViolationException.class)
			.withMessage("A frame of %d bytes was announced, it must have between 1 and %d bytes", limit + 1, limit);
	}

	@Test
	void readerOfFirstMessageRefusesParcel() throws Exception {
		this.outbox.offer(parcel(1, 10));
		this.outbox.end();
		this.outbox.run();
		FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(this.bytes.toByteArray())),
				this.codec);
		assertThatIOException().isThrownBy(() -> reader.readMessage(1000))
			.isInstanceOf(ProtocolViolationException.class);
	}

	@Test
	void readerWhenParcelIsTruncatedThrows() throws Exception {
		this.outbox.offer(parcel(1, 10));
		this.outbox.end();
		this.outbox.run();
		byte[] all = this.bytes.toByteArray();
		for (int length = 1; length < all.length; length++) {
			FrameReader reader = new FrameReader(
					Channels.newChannel(new ByteArrayInputStream(Arrays.copyOf(all, length))), this.codec);
			assertThatIOException().isThrownBy(reader::read).isInstanceOf(ProtocolViolationException.class);
		}
	}

	private int fill(int size) {
		int count = 0;
		while (this.outbox.offer(parcel(count, size))) {
			count++;
		}
		return count;
	}

	private List<Frame> writeAll() throws Exception {
		this.outbox.end();
		this.outbox.run();
		return read();
	}

	private void run() {
		try {
			this.outbox.run();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<Frame> read() throws IOException {
		return read(
				new FrameReader(Channels.newChannel(new ByteArrayInputStream(this.bytes.toByteArray())), this.codec));
	}

	private static List<Frame> read(FrameReader reader) throws IOException {
		List<Frame> frames = new ArrayList<>();
		Frame frame = reader.read();
		while (frame != null) {
			frames.add(frame);
			frame = reader.read();
		}
		return frames;
	}

	private static Parcel parcel(long number, int size) {
		return new Parcel(Kind.NOTICE, WORKER, Peer.PRIMARY, number, "T", new byte[size]);
	}

	/**
	 * Keeps what is written, a limited number of bytes at a time.
	 */
	private final class CountingChannel implements WritableByteChannel {

		@Override
		public int write(ByteBuffer source) {
			byte[] part = new byte[Math.min(source.remaining(), OutboxTests.this.largestWrite)];
			source.get(part);
			OutboxTests.this.bytes.writeBytes(part);
			OutboxTests.this.writes++;
			return part.length;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
