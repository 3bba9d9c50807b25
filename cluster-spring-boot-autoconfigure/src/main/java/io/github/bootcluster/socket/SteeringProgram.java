package io.github.bootcluster.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.util.Assert;

/**
 * A classic BPF program that picks a socket of a {@code SO_REUSEPORT} group at random, in
 * proportion to the sockets' weights.
 */
final class SteeringProgram {

	/** {@code linux/bpf_common.h}. */
	static final int BPF_MAXINSNS = 4096;

	private static final long MAX_SUM = 0xFFFF_FFFFL;

	private final List<BpfInstruction> instructions;

	private SteeringProgram(List<BpfInstruction> instructions) {
		Assert.isTrue(instructions.size() <= BPF_MAXINSNS,
				() -> "'weights' must not make a program of more than %d instructions, but make %d"
					.formatted(BPF_MAXINSNS, instructions.size()));
		this.instructions = instructions;
	}

	/**
	 * Build the program for the given weights.
	 * @param weights the weights of the sockets by their index in the group, from 0 (no
	 * connections)
	 * @return the program
	 * @throws IllegalArgumentException if there is no weight above 0, one is below 0, or
	 * there are too many for a program
	 */
	static SteeringProgram of(List<Integer> weights) {
		Assert.isTrue(weights.stream().allMatch((weight) -> weight >= 0),
				() -> "'weights' must not be negative, but are " + weights);
		long sum = weights.stream().mapToLong(Integer::longValue).sum();
		Assert.isTrue(sum > 0, () -> "'weights' must hold one above 0, but are " + weights);
		Assert.isTrue(sum <= MAX_SUM,
				() -> "The sum of 'weights' must not exceed %d, but is %d".formatted(MAX_SUM, sum));
		return new SteeringProgram(compile(weights, sum));
	}

	private static List<BpfInstruction> compile(List<Integer> weights, long sum) {
		List<BpfInstruction> instructions = new ArrayList<>();
		if (weights.stream().noneMatch((weight) -> weight == sum)) {
			instructions.add(BpfInstruction.loadRandom());
			instructions.add(BpfInstruction.modulo(sum));
		}
		addLadder(instructions, weights, sum);
		return List.copyOf(instructions);
	}

	private static void addLadder(List<BpfInstruction> instructions, List<Integer> weights, long sum) {
		long bound = 0;
		for (int index = 0; index < weights.size(); index++) {
			if (weights.get(index) > 0) {
				bound += weights.get(index);
				addStep(instructions, index, bound, sum);
			}
		}
	}

	private static void addStep(List<BpfInstruction> instructions, int index, long bound, long sum) {
		if (bound < sum) {
			instructions.add(BpfInstruction.jumpIfAtLeast(bound, 1, 0));
		}
		instructions.add(BpfInstruction.returnConstant(index));
	}

	List<BpfInstruction> getInstructions() {
		return this.instructions;
	}

	@Override
	public String toString() {
		return this.instructions.stream().map(BpfInstruction::toString).collect(Collectors.joining("; "));
	}

}
