package io.github.bootcluster.channel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns parcels into bytes and back: a header of fixed length, the detail, and the
 * content as it is.
 */
final class ParcelCodec {

	// kind, sender, receiver, number, length of the detail
	private static final int HEADER = 1 + 2 * (Integer.BYTES + Long.BYTES) + Long.BYTES + Short.BYTES;

	/**
	 * How much longer a parcel may be than its content.
	 */
	static final int ALLOWANCE = HEADER + Parcel.MAX_DETAIL_SIZE;

	private static final Parcel.Kind[] KINDS = Parcel.Kind.values();

	/**
	 * Encode a parcel.
	 * @param parcel the parcel
	 * @param prefix the number of bytes to leave free in front of it
	 * @return those bytes and the parcel
	 */
	ByteBuffer encode(Parcel parcel, int prefix) {
		byte[] detail = encodeDetail(parcel.detail());
		ByteBuffer buffer = ByteBuffer.allocate(prefix + HEADER + detail.length + parcel.content().length);
		buffer.position(prefix).put((byte) parcel.kind().ordinal());
		put(buffer, parcel.from());
		put(buffer, parcel.to());
		buffer.putLong(parcel.number()).putShort((short) detail.length);
		return buffer.put(detail).put(parcel.content()).flip();
	}

	private byte[] encodeDetail(String detail) {
		byte[] bytes = detail.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= Parcel.MAX_DETAIL_SIZE) {
			return bytes;
		}
		return encodeStart(detail);
	}

	// an encoder stops before a character that does not fit
	private byte[] encodeStart(String detail) {
		ByteBuffer start = ByteBuffer.allocate(Parcel.MAX_DETAIL_SIZE);
		StandardCharsets.UTF_8.newEncoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.encode(CharBuffer.wrap(detail), start, true);
		return Arrays.copyOf(start.array(), start.position());
	}

	private void put(ByteBuffer buffer, Peer peer) {
		buffer.putInt(peer.workerId()).putLong(peer.pid());
	}

	/**
	 * Decode a parcel.
	 * @param bytes all of its bytes
	 * @return the parcel
	 * @throws ProtocolViolationException if it is not one
	 */
	Parcel decode(byte[] bytes) throws ProtocolViolationException {
		try {
			return decode(ByteBuffer.wrap(bytes));
		}
		catch (BufferUnderflowException ex) {
			throw new ProtocolViolationException("Not a parcel: it ends after " + bytes.length + " bytes");
		}
	}

	private Parcel decode(ByteBuffer buffer) throws ProtocolViolationException {
		Parcel.Kind kind = decodeKind(buffer.get());
		Peer from = decodePeer(buffer);
		Peer to = decodePeer(buffer);
		long number = buffer.getLong();
		byte[] detail = new byte[Short.toUnsignedInt(buffer.getShort())];
		buffer.get(detail);
		byte[] content = new byte[buffer.remaining()];
		buffer.get(content);
		return new Parcel(kind, from, to, number, new String(detail, StandardCharsets.UTF_8), content);
	}

	private Parcel.Kind decodeKind(byte ordinal) throws ProtocolViolationException {
		if (ordinal < 0 || ordinal >= KINDS.length) {
			throw new ProtocolViolationException("Not a parcel: there is no kind " + ordinal);
		}
		return KINDS[ordinal];
	}

	private Peer decodePeer(ByteBuffer buffer) throws ProtocolViolationException {
		Peer peer = new Peer(buffer.getInt(), buffer.getLong());
		if (peer.workerId() < 0 || peer.pid() < 0 || (peer.workerId() == 0) != (peer.pid() == 0)) {
			throw new ProtocolViolationException("Not a parcel: there is no " + peer);
		}
		return peer;
	}

}
