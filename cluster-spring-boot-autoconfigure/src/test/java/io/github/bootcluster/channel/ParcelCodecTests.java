package io.github.bootcluster.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.bootcluster.channel.Parcel.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ParcelCodec}.
 */
class ParcelCodecTests {

	private static final Peer WORKER = new Peer(Integer.MAX_VALUE, Long.MAX_VALUE);

	// kind, two peers and the number
	private static final int DETAIL_LENGTH = 1 + 2 * 12 + 8;

	private final ParcelCodec codec = new ParcelCodec();

	@ParameterizedTest
	@EnumSource
	void decodeReturnsWhatWasEncoded(Kind kind) throws Exception {
		assertCopied(new Parcel(kind, WORKER, Peer.PRIMARY, Long.MIN_VALUE, "d\u00e9tail \u65e5\ud83d\ude00",
				new byte[] { 0, -1, '{' }));
		assertCopied(new Parcel(kind, Peer.PRIMARY, WORKER, Long.MAX_VALUE, ""));
	}

	@Test
	void encodeLeavesRoomInFront() throws Exception {
		ByteBuffer buffer = this.codec.encode(parcel("detail"), 4);
		assertThat(buffer.remaining()).isEqualTo(4 + this.codec.encode(parcel("detail"), 0).remaining());
		byte[] bytes = Arrays.copyOfRange(buffer.array(), 4, buffer.limit());
		assertThat(this.codec.decode(bytes).detail()).isEqualTo("detail");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00e9", "\u65e5", "\ud83d\ude00" })
	void detailThatIsTooLongIsCutBetweenCharacters(String character) throws Exception {
		for (int offset = 0; offset < 4; offset++) {
			String detail = "x".repeat(offset) + character.repeat(Parcel.MAX_DETAIL_SIZE);
			String cut = copy(parcel(detail)).detail();
			assertThat(detail).startsWith(cut);
			assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(Parcel.MAX_DETAIL_SIZE - 3,
					Parcel.MAX_DETAIL_SIZE);
		}
	}

	@Test
	void detailOfTheLargestSizeIsKept() throws Exception {
		String detail = "\u00e9".repeat(Parcel.MAX_DETAIL_SIZE / 2);
		assertThat(copy(parcel(detail)).detail()).isEqualTo(detail);
	}

	@Test
	void unpairedSurrogateOfDetailIsReplaced() throws Exception {
		assertThat(copy(parcel("a\ud83db")).detail()).isEqualTo("a?b");
		assertThat(copy(parcel("\ud83d".repeat(Parcel.MAX_DETAIL_SIZE * 2))).detail()).matches("\\?+");
	}

	@Test
	void largestParcelKeepsToTheAllowance() {
		Parcel parcel = new Parcel(Kind.NOTICE, WORKER, WORKER, 1, "x".repeat(10_000), new byte[100]);
		assertThat(this.codec.encode(parcel, 0).remaining()).isEqualTo(100 + ParcelCodec.ALLOWANCE);
	}

	@Test
	void decodeWhenTruncatedThrows() {
		byte[] bytes = encode(parcel("detail"));
		for (int length = 0; length < bytes.length; length++) {
			assertViolation(Arrays.copyOf(bytes, length), "Not a parcel: it ends after " + length + " bytes");
		}
	}

	@ParameterizedTest
	@ValueSource(bytes = { -128, -1, 7, 127 })
	void decodeWhenKindIsUnknownThrows(byte kind) {
		byte[] bytes = encode(parcel(""));
		bytes[0] = kind;
		assertViolation(bytes, "Not a parcel: there is no kind " + kind);
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1", "1, -1", "0, 1", "1, 0", "-2147483648, 0" })
	void decodeWhenPeerIsImpossibleThrows(int workerId, long pid) {
		Peer impossible = new Peer(workerId, pid);
		assertViolation(encode(new Parcel(Kind.NOTICE, impossible, WORKER, 1, "")), "there is no " + impossible);
		assertViolation(encode(new Parcel(Kind.NOTICE, WORKER, impossible, 1, "")), "there is no " + impossible);
	}

	@Test
	void decodeWhenDetailGoesBeyondTheEndThrows() {
		byte[] bytes = encode(parcel("detail"));
		ByteBuffer.wrap(bytes).putShort(DETAIL_LENGTH, (short) 7);
		assertViolation(bytes, "Not a parcel: it ends after");
		ByteBuffer.wrap(bytes).putShort(DETAIL_LENGTH, (short) -1);
		assertViolation(bytes, "Not a parcel: it ends after");
	}

	@Test
	void toStringHidesContent() {
		assertThat(new Parcel(Kind.NOTICE, WORKER, Peer.PRIMARY, 1, "", "secret".getBytes(StandardCharsets.UTF_8)))
			.asString()
			.doesNotContain("secret")
			.contains("size=6");
	}

	private void assertViolation(byte[] bytes, String message) {
		assertThatExceptionOfType(ProtocolViolationException.class).isThrownBy(() -> this.codec.decode(bytes))
			.withMessageContaining(message);
	}

	private void assertCopied(Parcel parcel) throws ProtocolViolationException {
		assertThat(copy(parcel)).usingRecursiveComparison().isEqualTo(parcel);
	}

	private Parcel copy(Parcel parcel) throws ProtocolViolationException {
		return this.codec.decode(encode(parcel));
	}

	private byte[] encode(Parcel parcel) {
		ByteBuffer buffer = this.codec.encode(parcel, 0);
		return Arrays.copyOf(buffer.array(), buffer.remaining());
	}

	private static Parcel parcel(String detail) {
		return new Parcel(Kind.REQUEST, WORKER, Peer.PRIMARY, 1, detail);
	}

}
