package io.github.bootcluster.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrappingCounter}.
 */
class WrappingCounterTests {

	private final WrappingCounter counter = new WrappingCounter();

	@Test
	void advanceWhenValueGrowsReturnsValue() {
		assertThat(this.counter.advance(0)).isZero();
		assertThat(this.counter.advance(7)).isEqualTo(7);
		assertThat(this.counter.advance(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void advanceWhenValueOverflowsGoesOn() {
		this.counter.advance(Integer.MAX_VALUE);
		assertThat(this.counter.advance(Integer.MIN_VALUE)).isEqualTo(1L << 31);
		assertThat(this.counter.advance(-1)).isEqualTo((1L << 32) - 1);
		assertThat(this.counter.advance(5)).isEqualTo((1L << 32) + 5);
	}

	@Test
	void advanceWhenValueFallsKeepsTotal() {
		this.counter.advance(1000);
		assertThat(this.counter.advance(0)).isEqualTo(1000);
		assertThat(this.counter.advance(1001)).isEqualTo(1001);
	}

}
