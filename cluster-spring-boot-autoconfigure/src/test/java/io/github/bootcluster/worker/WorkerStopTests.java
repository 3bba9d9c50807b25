package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerStop}.
 */
class WorkerStopTests {

	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	private final AtomicInteger closed = new AtomicInteger();

	private final CountDownLatch hanging = new CountDownLatch(1);

	@AfterEach
	void release() {
		this.hanging.countDown();
	}

	@Test
	void closesApplicationAndExitsWithItsCode() throws Exception {
		WorkerStop stop = stop(() -> 5);
		stop.stop();
		assertThat(nextEnd()).isEqualTo("exit 5");
	}

	@Test
	void whenStoppedAgainClosesOnce() throws Exception {
		WorkerStop stop = stop(() -> 0);
		stop.stop();
		stop.stop();
		stop.stopOrphan(Duration.ofDays(1));
		assertThat(nextEnd()).isEqualTo("exit 0");
		assertThat(this.closed).hasValue(1);
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whenOrphanStopsInTimeItIsNotHalted() throws Exception {
		stop(() -> 0).stopOrphan(Duration.ofDays(1));
		assertThat(nextEnd()).isEqualTo("exit 0");
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whenOrphanHangsItIsHalted() throws Exception {
		stop(this::hang).stopOrphan(Duration.ofMillis(1));
		assertThat(nextEnd()).isEqualTo("halt 1");
		assertThat(this.ends).isEmpty();
	}

	@Test
	void whenPrimaryDiesDuringStopOrphanThatHangsIsHalted() throws Exception {
		WorkerStop stop = stop(this::hang);
		stop.stop();
		stop.stopOrphan(Duration.ofMillis(1));
		assertThat(nextEnd()).isEqualTo("halt 1");
		assertThat(this.closed).hasValueLessThanOrEqualTo(1);
	}

	private WorkerStop stop(IntSupplier close) {
		return new WorkerStop(() -> {
			this.closed.incrementAndGet();
			return close.getAsInt();
		}, (code) -> this.ends.add("exit " + code), (code) -> this.ends.add("halt " + code));
	}

	private int hang() {
		try {
			this.hanging.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return 0;
	}

	private String nextEnd() throws InterruptedException {
		return this.ends.poll(10, TimeUnit.SECONDS);
	}

}
