package io.github.bootcluster.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Lane}.
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class LaneTests {

	private final Queue<Runnable> runs = new ArrayDeque<>();

	private final Lane lane = new Lane(this.runs::add);

	private final List<Integer> done = new ArrayList<>();

	@Test
	void takesOneThreadForAllThatWaits() {
		this.lane.execute(() -> this.done.add(1));
		this.lane.execute(() -> this.done.add(2));
		assertThat(this.runs).hasSize(1);
		this.runs.remove().run();
		assertThat(this.done).containsExactly(1, 2);
	}

	@Test
	void takesNoThreadWhenIdle() {
		this.lane.execute(() -> this.done.add(1));
		this.runs.remove().run();
		assertThat(this.runs).isEmpty();
		this.lane.execute(() -> this.done.add(2));
		this.runs.remove().run();
		assertThat(this.done).containsExactly(1, 2);
	}

	@Test
	void isEmptyTellsWhetherATaskIsTheLast() {
		List<Boolean> last = new ArrayList<>();
		this.lane.execute(() -> last.add(this.lane.isEmpty()));
		this.lane.execute(() -> last.add(this.lane.isEmpty()));
		this.runs.remove().run();
		assertThat(last).containsExactly(false, true);
	}

	@Test
	void taskThatThrowsDoesNotKeepOthers(CapturedOutput output) {
		this.lane.execute(() -> {
			throw new StackOverflowError("a defect");
		});
		this.lane.execute(() -> this.done.add(2));
		this.runs.remove().run();
		assertThat(this.done).containsExactly(2);
		assertThat(output).containsOnlyOnce("A message could not be handled");
	}

	@Test
	void whenThereIsNoThreadNextTaskTriesAgain() {
		List<Runnable> refused = new ArrayList<>();
		Lane starved = new Lane((task) -> {
			if (refused.isEmpty()) {
				refused.add(task);
				throw new RejectedExecutionException("no thread");
			}
			this.runs.add(task);
		});
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> starved.execute(() -> this.done.add(1)));
		starved.execute(() -> this.done.add(2));
		this.runs.remove().run();
		assertThat(this.done).containsExactly(1, 2);
	}

	@Test
	void keepsOrderOfEachThreadUnderContention() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		Lane contended = new Lane(threads);
		CountDownLatch latch = new CountDownLatch(8);
		for (int producer = 0; producer < 8; producer++) {
			int base = producer * 10_000;
			threads.execute(() -> {
				IntStream.range(0, 10_000).forEach((i) -> contended.execute(() -> this.done.add(base + i)));
				contended.execute(latch::countDown);
			});
		}
		latch.await();
		threads.shutdown();
		// not a thread-safe list: one task at a time
		assertThat(this.done).hasSize(80_000);
		for (int producer = 0; producer < 8; producer++) {
			int id = producer;
			assertThat(this.done.stream().filter((it) -> it / 10_000 == id)).isSorted().hasSize(10_000);
		}
	}

}
