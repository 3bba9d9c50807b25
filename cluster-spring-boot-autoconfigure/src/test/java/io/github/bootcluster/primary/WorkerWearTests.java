package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.bootcluster.WorkerStatistics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerWear}.
 */
class WorkerWearTests {

	private static final long MEGABYTE = 1024 * 1024;

	private static final Duration LONG = Duration.ofHours(1);

	private static final RandomGenerator LOWEST = () -> 0;

	@Test
	void reasonWhenThereIsNoLimitIsNone() {
		WorkerWear wear = new WorkerWear(RecycleLimits.NONE, LOWEST);
		sample(wear, 10, Long.MAX_VALUE, Long.MAX_VALUE, LONG);
		assertThat(wear.findReason(Duration.ofDays(1000))).isNull();
	}

	@Test
	void reasonWhenRequestsReachLimitTellsTheirNumber() {
		WorkerWear wear = new WorkerWear(new RecycleLimits(10_000, 0, Duration.ZERO, 0), LOWEST);
		assertThat(wear.findReason(LONG)).isNull();
		sample(wear, 1, 9_999, 0, LONG);
		assertThat(wear.findReason(LONG)).isNull();
		sample(wear, 1, 10_021, 0, LONG);
		assertThat(wear.findReason(LONG)).isEqualTo("it has served 10,021 requests");
	}

	@Test
	void reasonWhenRequestsAreNotCountedIsNone() {
		WorkerWear wear = new WorkerWear(new RecycleLimits(1, 0, Duration.ZERO, 0), LOWEST);
		wear.sample(new WorkerStatistics(new WorkerStatistics.Memory(null, 1, 1), null, null, null), LONG);
		assertThat(wear.findReason(LONG)).isNull();
	}

	@Test
	void limitOfRequestsIsDrawnOncePerProcess() {
		RecycleLimits limits = new RecycleLimits(100, 50, Duration.ZERO, 0);
		RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
		assertThat(RandomGenerator.getDefault().longs(1000).map((ignored) -> limits.drawMaxRequests(random)))
			.allMatch((max) -> max >= 100 && max <= 150)
			.contains(100L, 150L);
		WorkerWear wear = new WorkerWear(limits, () -> 7L << 32);
		long max = limits.drawMaxRequests(() -> 7L << 32);
		sample(wear, 1, max - 1, 0, LONG);
		assertThat(wear.findReason(LONG)).isNull();
		sample(wear, 1, max, 0, LONG);
		assertThat(wear.findReason(LONG)).isNotNull();
	}

	@Test
	void limitOfRequestsWithoutJitterAsksNoRandomness() {
		RandomGenerator never = () -> {
			throw new IllegalStateException("Not to be asked");
		};
		assertThat(new RecycleLimits(100, 0, Duration.ZERO, 0).drawMaxRequests(never)).isEqualTo(100);
	}

	@Test
	void reasonWhenLifetimeIsOverTellsHowLongItWas() {
		WorkerWear wear = new WorkerWear(new RecycleLimits(0, 0, Duration.ofMinutes(1), 0), LOWEST);
		assertThat(wear.findReason(Duration.ofMillis(59_999))).isNull();
		assertThat(wear.findReason(Duration.ofMillis(60_400))).isEqualTo("it has served for 60.4 seconds");
	}

	@Test
	void reasonWhenMemoryIsAboveLimitFiveTimesInARowTellsBoth() {
		WorkerWear wear = memoryWear();
		sample(wear, 4, 0, 612 * MEGABYTE, LONG);
		assertThat(wear.findReason(LONG)).isNull();
		sample(wear, 1, 0, 613 * MEGABYTE, LONG);
		assertThat(wear.findReason(LONG)).isEqualTo("it uses 613.0 MB of memory, more than 512.0 MB");
	}

	@Test
	void reasonWhenMemoryIsAtLimitOrUnknownInBetweenIsNone() {
		WorkerWear wear = memoryWear();
		sample(wear, 4, 0, 612 * MEGABYTE, LONG);
		sample(wear, 1, 0, 512 * MEGABYTE, LONG);
		sample(wear, 4, 0, 612 * MEGABYTE, LONG);
		wear.sample(new WorkerStatistics(new WorkerStatistics.Memory(null, 1, 1), null, null, null), LONG);
		sample(wear, 4, 0, 612 * MEGABYTE, LONG);
		assertThat(wear.findReason(LONG)).isNull();
	}

	@Test
	void memoryWhenWorkerHasJustComeUpIsNotJudged() {
		WorkerWear wear = memoryWear();
		sample(wear, 10, 0, 612 * MEGABYTE, null);
		sample(wear, 10, 0, 612 * MEGABYTE, WorkerWear.MEMORY_GRACE.minusMillis(1));
		sample(wear, 4, 0, 612 * MEGABYTE, WorkerWear.MEMORY_GRACE);
		assertThat(wear.findReason(WorkerWear.MEMORY_GRACE)).isNull();
		sample(wear, 1, 0, 612 * MEGABYTE, WorkerWear.MEMORY_GRACE);
		assertThat(wear.findReason(WorkerWear.MEMORY_GRACE)).isNotNull();
	}

	private static WorkerWear memoryWear() {
		return new WorkerWear(new RecycleLimits(0, 0, Duration.ZERO, 512 * MEGABYTE), LOWEST);
	}

	private static void sample(WorkerWear wear, int times, long requests, long rss, Duration listened) {
		for (int i = 0; i < times; i++) {
			wear.sample(statistics(requests, rss), listened);
		}
	}

	private static WorkerStatistics statistics(long requests, long rss) {
		return new WorkerStatistics(new WorkerStatistics.Memory(rss, 1, 1), null, null,
				new WorkerStatistics.Requests(0, requests));
	}

}
