package io.github.bootcluster.socket;

import org.springframework.util.Assert;

/**
 * An instruction of a classic BPF program, {@code struct sock_filter} of
 * {@code linux/filter.h}.
 *
 * @param code what to do
 * @param jumpTrue the number of instructions to skip if a condition holds
 * @param jumpFalse the number of instructions to skip if it does not
 * @param k the operand, unsigned
 */
record BpfInstruction(int code, int jumpTrue, int jumpFalse, long k) {

	/** {@code linux/bpf_common.h}: the class of loads into the accumulator. */
	static final int BPF_LD = 0x00;

	/** {@code linux/bpf_common.h}: the class of arithmetics with the accumulator. */
	static final int BPF_ALU = 0x04;

	/** {@code linux/bpf_common.h}: the class of jumps. */
	static final int BPF_JMP = 0x05;

	/** {@code linux/bpf_common.h}: the class of ends. */
	static final int BPF_RET = 0x06;

	/** {@code linux/bpf_common.h}: a load of 32 bits. */
	static final int BPF_W = 0x00;

	/** {@code linux/bpf_common.h}: a load from a fixed offset. */
	static final int BPF_ABS = 0x20;

	/** {@code linux/bpf_common.h}: the remainder of a division. */
	static final int BPF_MOD = 0x90;

	/** {@code linux/bpf_common.h}: a jump if the accumulator is no less. */
	static final int BPF_JGE = 0x30;

	/** {@code linux/bpf_common.h}: with a constant, rather than a register. */
	static final int BPF_K = 0x00;

	/** {@code linux/filter.h}: where the offsets of what is not in the packet begin. */
	static final int SKF_AD_OFF = -0x1000;

	/** {@code linux/filter.h}: a random number of 32 bits. */
	static final int SKF_AD_RANDOM = 56;

	private static final long RANDOM = Integer.toUnsignedLong(SKF_AD_OFF + SKF_AD_RANDOM);

	private static final long MAX_U8 = 0xFF;

	private static final long MAX_U16 = 0xFFFF;

	private static final long MAX_U32 = 0xFFFF_FFFFL;

	BpfInstruction {
		assertFits("code", code, MAX_U16);
		assertFits("jumpTrue", jumpTrue, MAX_U8);
		assertFits("jumpFalse", jumpFalse, MAX_U8);
		assertFits("k", k, MAX_U32);
	}

	private static void assertFits(String name, long value, long max) {
		Assert.isTrue(value >= 0 && value <= max,
				() -> "'%s' must be between 0 and %d, but is %d".formatted(name, max, value));
	}

	static BpfInstruction loadRandom() {
		return new BpfInstruction(BPF_LD | BPF_W | BPF_ABS, 0, 0, RANDOM);
	}

	static BpfInstruction modulo(long divisor) {
		return new BpfInstruction(BPF_ALU | BPF_MOD | BPF_K, 0, 0, divisor);
	}

	static BpfInstruction jumpIfAtLeast(long bound, int jumpTrue, int jumpFalse) {
		return new BpfInstruction(BPF_JMP | BPF_JGE | BPF_K, jumpTrue, jumpFalse, bound);
	}

	static BpfInstruction returnConstant(long value) {
		return new BpfInstruction(BPF_RET | BPF_K, 0, 0, value);
	}

	/**
	 * The notation of the kernel's {@code bpf_asm}, with the jumps as {@code tcpdump -d}
	 * writes them, though relative.
	 */
	@Override
	public String toString() {
		return switch (this.code) {
			case BPF_LD | BPF_W | BPF_ABS -> (this.k == RANDOM) ? "ld rand" : "ld [" + this.k + "]";
			case BPF_ALU | BPF_MOD | BPF_K -> "mod #" + this.k;
			case BPF_JMP | BPF_JGE | BPF_K -> "jge #%d jt +%d jf +%d".formatted(this.k, this.jumpTrue, this.jumpFalse);
			case BPF_RET | BPF_K -> "ret #" + this.k;
			default -> "{ 0x%02x, %d, %d, 0x%08x }".formatted(this.code, this.jumpTrue, this.jumpFalse, this.k);
		};
	}

}
