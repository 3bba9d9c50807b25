package io.github.bootcluster.socket;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SteeringProgram}.
 */
class SteeringProgramTests {

	private static final long RANDOM = 0xFFFF_F038L;

	@Test
	void ofPicksInProportion() {
		assertThat(SteeringProgram.of(List.of(1, 3, 2)).getInstructions()).containsExactly(
				new BpfInstruction(0x20, 0, 0, RANDOM), new BpfInstruction(0x94, 0, 0, 6),
				new BpfInstruction(0x35, 1, 0, 1), new BpfInstruction(0x06, 0, 0, 0), new BpfInstruction(0x35, 1, 0, 4),
				new BpfInstruction(0x06, 0, 0, 1), new BpfInstruction(0x06, 0, 0, 2));
	}

	@Test
	void ofWhenWeightsAreZeroSpendsNoInstructionsOnThem() {
		assertThat(SteeringProgram.of(List.of(0, 1, 0, 2, 0)))
			.hasToString("ld rand; mod #3; jge #1 jt +1 jf +0; ret #1; ret #3");
	}

	@Test
	void ofWhenOnlyOneHasWeightReturnsIt() {
		assertThat(SteeringProgram.of(List.of(0, 0, 7)).getInstructions())
			.containsExactly(new BpfInstruction(0x06, 0, 0, 2));
		assertThat(SteeringProgram.of(List.of(1))).hasToString("ret #0");
	}

	@ParameterizedTest
	@MethodSource
	void everyRandomNumberPicksInExactProportion(List<Integer> weights) {
		int sum = weights.stream().mapToInt(Integer::intValue).sum();
		SteeringProgram program = SteeringProgram.of(weights);
		int[] picks = new int[weights.size()];
		IntStream.range(0, sum).forEach((random) -> picks[run(program, random)]++);
		assertThat(picks).containsExactly(weights.stream().mapToInt(Integer::intValue).toArray());
	}

	static Stream<List<Integer>> everyRandomNumberPicksInExactProportion() {
		return Stream.of(List.of(1), List.of(0, 5), List.of(1, 1), List.of(1, 0, 2), List.of(3, 2, 1, 0),
				List.of(0, 0, 10, 100, 0, 1000, 1), Collections.nCopies(64, 100), Collections.nCopies(2047, 1));
	}

	@Test
	void randomNumbersAreUnsigned() {
		SteeringProgram program = SteeringProgram.of(List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
		assertThat(run(program, 0x7FFF_FFFE)).isZero();
		assertThat(run(program, 0x7FFF_FFFF)).isEqualTo(1);
		assertThat(run(program, 0xFFFF_FFFD)).isEqualTo(1);
		assertThat(run(program, 0xFFFF_FFFE)).isEqualTo(2);
		assertThat(run(program, 0xFFFF_FFFF)).isZero();
	}

	@Test
	void ofWhenNobodyHasWeightFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> SteeringProgram.of(List.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> SteeringProgram.of(List.of(0, 0)))
			.withMessage("'weights' must hold one above 0, but are [0, 0]");
	}

	@Test
	void ofWhenWeightIsNegativeFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> SteeringProgram.of(List.of(2, -1)))
			.withMessage("'weights' must not be negative, but are [2, -1]");
	}

	@Test
	void ofWhenSumIsNoUnsignedIntegerFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> SteeringProgram.of(Collections.nCopies(3, Integer.MAX_VALUE)))
			.withMessage("The sum of 'weights' must not exceed 4294967295, but is 6442450941");
	}

	@Test
	void ofWhenProgramWouldBeTooLongFails() {
		assertThat(SteeringProgram.of(Collections.nCopies(2047, 1)).getInstructions()).hasSize(4095);
		assertThatIllegalArgumentException().isThrownBy(() -> SteeringProgram.of(Collections.nCopies(2048, 1)))
			.withMessage("'weights' must not make a program of more than 4096 instructions, but make 4097");
	}

	@Test
	void ofKeepsNoReferenceToWeights() {
		List<Integer> weights = Arrays.asList(0, 1);
		SteeringProgram program = SteeringProgram.of(weights);
		weights.set(0, 1);
		assertThat(program).hasToString("ret #1");
	}

	/*
	 * The kernel's interpreter, as far as it is needed.
	 */
	private int run(SteeringProgram program, int random) {
		List<BpfInstruction> instructions = program.getInstructions();
		long accumulator = 0;
		for (int counter = 0; counter < instructions.size(); counter++) {
			BpfInstruction instruction = instructions.get(counter);
			switch (instruction.code()) {
				case 0x20 -> accumulator = load(instruction.k(), random);
				case 0x94 -> accumulator %= instruction.k();
				case 0x35 ->
					counter += (accumulator >= instruction.k()) ? instruction.jumpTrue() : instruction.jumpFalse();
				case 0x06 -> {
					return (int) instruction.k();
				}
				default -> throw new IllegalStateException("Unknown instruction " + instruction);
			}
		}
		throw new IllegalStateException("Program does not return");
	}

	private long load(long offset, int random) {
		assertThat(offset).isEqualTo(RANDOM);
		return Integer.toUnsignedLong(random);
	}

}
