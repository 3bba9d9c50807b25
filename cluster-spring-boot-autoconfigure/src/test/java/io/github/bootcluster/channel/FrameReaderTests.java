package io.github.bootcluster.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link FrameReader} and for what {@link Outbox} writes.
 */
class FrameReaderTests {

	private final MessageCodec codec = new MessageCodec(1000);

	@Test
	void readReturnsMessagesInOrderAndThenNull() throws Exception {
		FrameReader reader = reader(concat(frame("{\"type\":\"stop\"}"), frame("{\"type\":\"disconnecting\"}")));
		assertThat(reader.read()).isEqualTo(new Message.Stop());
		assertThat(reader.read()).isEqualTo(new Message.Disconnecting());
		assertThat(reader.read()).isNull();
	}

	@Test
	void readWhenBytesComeOneByOneReturnsMessage() throws Exception {
		InputStream slow = new ByteArrayInputStream(frame("{\"type\":\"stop\"}")) {

			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, 1));
			}

		};
		assertThat(new FrameReader(Channels.newChannel(slow), this.codec).read()).isEqualTo(new Message.Stop());
	}

	@Test
	void outboxWritesLengthAsFourBytesBigEndian() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] json = this.codec.encode(new Message.Hello(1, 1, 1, "x".repeat(300)));
		new Outbox(Channels.newChannel(bytes)).write(json);
		assertThat(bytes.toByteArray()).startsWith(0, 0, json.length >> 8, json.length & 0xff).hasSize(4 + json.length);
		assertThat(reader(bytes.toByteArray()).read()).isEqualTo(this.codec.decode(json));
	}

	@Test
	void readWhenFrameHasExactlyTheLimitReturnsMessage() throws Exception {
		assertThat(reader(frame(stopOfSize(1000))).read()).isEqualTo(new Message.Stop());
		assertThat(reader(frame(stopOfSize(999))).read()).isEqualTo(new Message.Stop());
	}

	@Test
	void readWhenFrameIsOneByteTooLargeThrows() {
		assertViolation(frame(stopOfSize(1001)))
			.withMessage("A frame of 1001 bytes was announced, it must have between 1 and 1000 bytes");
	}

	@Test
	void readWhenLowerLimitIsGivenKeepsToIt() {
		assertThatExceptionOfType(ProtocolViolationException.class)
			.isThrownBy(() -> reader(frame(stopOfSize(501))).readMessage(500))
			.withMessageContaining("between 1 and 500 bytes");
	}

	@Test
	void readWhenHigherLimitIsGivenKeepsToThatOfTheCodec() {
		assertThatExceptionOfType(ProtocolViolationException.class)
			.isThrownBy(() -> reader(frame(stopOfSize(1001))).readMessage(5000))
			.withMessageContaining("between 1 and 1000 bytes");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7f000000 })
	void readWhenLengthIsImpossibleThrows(int length) {
		assertViolation(ByteBuffer.allocate(8).putInt(length).array())
			.withMessageContaining("A frame of " + (length & Integer.MAX_VALUE) + " bytes");
	}

	@Test
	void readWhenHeaderIsTruncatedThrows() {
		assertViolation(new byte[] { 0, 0, 0 }).withMessage("The frame ended after 3 of 4 bytes");
	}

	@Test
	void readWhenBodyIsTruncatedThrows() {
		assertViolation(new byte[] { 0, 0, 0, 20, '{' }).withMessage("The frame ended after 1 of 20 bytes");
		assertViolation(new byte[] { 0, 0, 0, 20 }).withMessage("The frame ended after 0 of 20 bytes");
	}

	@Test
	void readWhenChannelFailsThrowsItsException() {
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken");
			}

		};
		assertThatIOException().isThrownBy(() -> new FrameReader(Channels.newChannel(broken), this.codec).read())
			.withMessage("broken");
	}

	private ThrowableAssertAlternative<ProtocolViolationException> assertViolation(byte[] bytes) {
		return assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> reader(bytes).read());
	}

	private FrameReader reader(byte[] bytes) {
		return new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), this.codec);
	}

	private static String stopOfSize(int size) {
		String json = "{\"type\":\"stop\"}";
		return json + " ".repeat(size - json.length());
	}

	private static byte[] frame(String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
	}

}
