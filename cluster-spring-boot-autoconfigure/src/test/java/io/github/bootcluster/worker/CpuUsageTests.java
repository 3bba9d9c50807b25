package io.github.bootcluster.worker;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CpuUsage}.
 */
class CpuUsageTests {

	private long cpuTime;

	private long nanoTime;

	private final CpuUsage usage = new CpuUsage(() -> this.cpuTime, () -> this.nanoTime, () -> 4);

	@Test
	void firstReadingIsUnknown() {
		assertThat(this.usage.read()).isNull();
	}

	@Test
	void isShareOfAllProcessorsSincePreviousReading() {
		this.usage.read();
		pass(1_000, 2_000);
		assertThat(this.usage.read()).isEqualTo(0.5);
		pass(2_000, 100);
		assertThat(this.usage.read()).isEqualTo(0.013);
		pass(1_000, 0);
		assertThat(this.usage.read()).isZero();
	}

	@Test
	void isNeverMoreThanAllProcessors() {
		this.usage.read();
		pass(1_000, 4_010);
		assertThat(this.usage.read()).isEqualTo(1);
	}

	@Test
	void whenNoTimeHasPassedIsUnknown() {
		this.usage.read();
		assertThat(this.usage.read()).isNull();
	}

	@Test
	void whenProcessorTimeIsNotToldIsUnknown() {
		this.cpuTime = -1;
		this.usage.read();
		this.nanoTime = 1_000;
		assertThat(this.usage.read()).isNull();
	}

	@Test
	void ofThisProcessIsShare() {
		CpuUsage usage = new CpuUsage();
		usage.read();
		assertThat(usage.read()).isBetween(0.0, 1.0);
	}

	private void pass(long millis, long usedMillis) {
		this.nanoTime += TimeUnit.MILLISECONDS.toNanos(millis);
		this.cpuTime += TimeUnit.MILLISECONDS.toNanos(usedMillis);
	}

}
