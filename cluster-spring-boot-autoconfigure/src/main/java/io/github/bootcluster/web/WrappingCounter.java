package io.github.bootcluster.web;

/**
 * Makes a total that never falls or overflows of a counter that is an {@code int} and
 * overflows: at 50,000 requests per second after half a day.
 *
 * @since 0.1.0
 */
public final class WrappingCounter {

	private long total;

	/**
	 * Advance to what the counter shows now.
	 * @param value the value, less than 2^31 ahead of the previous one
	 * @return the total
	 */
	public synchronized long advance(int value) {
		this.total += Math.max(value - (int) this.total, 0);
		return this.total;
	}

}
