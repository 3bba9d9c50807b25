package io.github.bootcluster.socket;

import java.util.List;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/**
 * {@code struct sock_fprog} of {@code linux/filter.h} in native memory, followed by the
 * instructions that it points to.
 */
final class SocketFilterProgram extends Memory {

	/** The size of the {@code unsigned short len}, padded, and of the pointer. */
	static final int LENGTH = 2 * Native.POINTER_SIZE;

	/** The size of {@code struct sock_filter}. */
	private static final int FILTER_LENGTH = 8;

	SocketFilterProgram(List<BpfInstruction> instructions) {
		super(LENGTH + (long) instructions.size() * FILTER_LENGTH);
		clear(LENGTH);
		setShort(0, (short) instructions.size());
		setPointer(Native.POINTER_SIZE, share(LENGTH));
		for (int i = 0; i < instructions.size(); i++) {
			setFilter(LENGTH + (long) i * FILTER_LENGTH, instructions.get(i));
		}
	}

	private void setFilter(long offset, BpfInstruction instruction) {
		setShort(offset, (short) instruction.code());
		setByte(offset + 2, (byte) instruction.jumpTrue());
		setByte(offset + 3, (byte) instruction.jumpFalse());
		setInt(offset + 4, (int) instruction.k());
	}

}
