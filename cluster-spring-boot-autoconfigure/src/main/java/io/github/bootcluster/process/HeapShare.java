package io.github.bootcluster.process;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How much of the memory each worker may use as its heap.
 *
 * @param workers the number of workers
 * @param percentage the percentage of the memory that each worker gets, or {@code null}
 * if the user has set the heap
 * @param setting the argument with which the user has set the heap of each worker, or
 * {@code null}
 * @since 0.1.0
 */
public record HeapShare(int workers, @Nullable BigDecimal percentage, @Nullable String setting) {

	// what a JVM takes by default (-XX:MaxRAMPercentage)
	private static final BigDecimal MAXIMUM = new BigDecimal("25.0");

	// the rest is for metaspace, threads, code and the primary
	private static final BigDecimal ALL_WORKERS = new BigDecimal(75);

	private static final Pattern SETTING = Pattern
		.compile("-X?mx.+|-XX:(?:MaxHeapSize|MaxRAMPercentage|MaxRAMFraction)=.*" + "|-XX:\\+AggressiveHeap");

	/**
	 * Divide the memory, unless the given arguments do that.
	 * @param workers the number of workers
	 * @param given the arguments of a worker, in the order of the JVM
	 * @return the share
	 */
	static HeapShare of(int workers, List<String> given) {
		Assert.isTrue(workers > 0, "'workers' must be positive");
		return given.stream()
			.filter((argument) -> SETTING.matcher(argument).matches())
			.reduce((first, second) -> second)
			.map((setting) -> new HeapShare(workers, null, setting))
			.orElseGet(() -> new HeapShare(workers, divide(workers), null));
	}

	private static BigDecimal divide(int workers) {
		BigDecimal share = ALL_WORKERS.divide(BigDecimal.valueOf(workers), 2, RoundingMode.DOWN).min(MAXIMUM);
		return share.stripTrailingZeros().setScale(Math.max(1, share.stripTrailingZeros().scale()));
	}

	/**
	 * Return whether the user has set the heap.
	 * @return {@code true} if there is nothing to divide
	 */
	public boolean isExplicit() {
		return this.setting != null;
	}

	/**
	 * Return the percentage of the memory that all workers together may use as heap.
	 * @return the sum, or {@code null} if the user has set the heap
	 */
	public @Nullable BigDecimal total() {
		return (this.percentage != null) ? this.percentage.multiply(BigDecimal.valueOf(this.workers)) : null;
	}

	/**
	 * Return the share and the sum in words.
	 * @return a description for people
	 */
	public String describe() {
		BigDecimal total = total();
		String share = (this.percentage != null) ? inWords(this.percentage) + " of the memory" : this.setting;
		if (this.workers == 1) {
			return "1 worker with a heap of " + share;
		}
		String sum = (total != null) ? ", " + inWords(total) + " in all" : "";
		return "%d workers with a heap of %s each%s".formatted(this.workers, share, sum);
	}

	private static String inWords(BigDecimal percentage) {
		return percentage.stripTrailingZeros().toPlainString() + "%";
	}

	/**
	 * Return the argument that sets the heap.
	 * @return the argument, or {@code null} if the user has given it
	 */
	@Nullable String toArgument() {
		return (this.percentage != null) ? "-XX:MaxRAMPercentage=" + this.percentage.toPlainString() : null;
	}

}
