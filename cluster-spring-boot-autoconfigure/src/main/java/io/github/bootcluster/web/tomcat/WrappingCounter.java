package io.github.bootcluster.web.tomcat;

/**
 * Makes a total that never overflows of a counter that is an {@code int} and does: at
 * 50,000 requests per second after half a day.
 */
final class WrappingCounter {

	private long total;

	/**
	 * Advance to what the counter shows now.
	 * @param value the value, less than 2^31 ahead of the previous one
	 * @return the total
	 */
	synchronized long advance(int value) {
		this.total += Math.max(value - (int) this.total, 0);
		return this.total;
	}

}
