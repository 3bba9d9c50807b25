package io.github.bootcluster.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link SocketFilterProgram}.
 */
class SocketFilterProgramTests {

	@BeforeEach
	void requireNativeAccess() {
		assumeTrue(NativeAccess.load() != null, "Native code cannot be used here");
	}

	@Test
	void createLaysOutProgram() {
		BpfInstruction last = new BpfInstruction(0xFEDC, 0xBA, 0x98, 0x76543210L);
		try (SocketFilterProgram program = new SocketFilterProgram(List.of(BpfInstruction.loadRandom(), last))) {
			ByteBuffer header = program.getByteBuffer(0, SocketFilterProgram.LENGTH).order(ByteOrder.nativeOrder());
			assertThat(header.getShort(0)).isEqualTo((short) 2);
			Pointer filter = program.getPointer(Native.POINTER_SIZE);
			assertThat(instruction(filter, 0)).isEqualTo(BpfInstruction.loadRandom());
			assertThat(instruction(filter, 8)).isEqualTo(last);
		}
	}

	private BpfInstruction instruction(Pointer filter, int offset) {
		ByteBuffer bytes = filter.getByteBuffer(offset, 8).order(ByteOrder.nativeOrder());
		return new BpfInstruction(Short.toUnsignedInt(bytes.getShort()), Byte.toUnsignedInt(bytes.get()),
				Byte.toUnsignedInt(bytes.get()), Integer.toUnsignedLong(bytes.getInt()));
	}

}
