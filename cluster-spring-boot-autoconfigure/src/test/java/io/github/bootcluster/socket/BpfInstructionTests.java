package io.github.bootcluster.socket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link BpfInstruction}.
 */
class BpfInstructionTests {

	@Test
	void toStringIsThatOfAnAssembler() {
		assertThat(BpfInstruction.loadRandom()).hasToString("ld rand");
		assertThat(BpfInstruction.modulo(3)).hasToString("mod #3");
		assertThat(BpfInstruction.jumpIfAtLeast(4_000_000_000L, 1, 255)).hasToString("jge #4000000000 jt +1 jf +255");
		assertThat(BpfInstruction.returnConstant(2)).hasToString("ret #2");
	}

	@Test
	void toStringWhenInstructionIsOfAnotherKindIsThatOfCompiler() {
		assertThat(new BpfInstruction(0x20, 0, 0, 12)).hasToString("ld [12]");
		assertThat(new BpfInstruction(0x15, 0, 4, 0x800)).hasToString("{ 0x15, 0, 4, 0x00000800 }");
	}

	@Test
	void createWhenOperandDoesNotFitFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> BpfInstruction.returnConstant(-1))
			.withMessage("'k' must be between 0 and 4294967295, but is -1");
		assertThatIllegalArgumentException().isThrownBy(() -> BpfInstruction.modulo(1L << 32));
		assertThatIllegalArgumentException().isThrownBy(() -> BpfInstruction.jumpIfAtLeast(0, 256, 0))
			.withMessage("'jumpTrue' must be between 0 and 255, but is 256");
		assertThatIllegalArgumentException().isThrownBy(() -> BpfInstruction.jumpIfAtLeast(0, 0, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> new BpfInstruction(0x10000, 0, 0, 0));
	}

}
