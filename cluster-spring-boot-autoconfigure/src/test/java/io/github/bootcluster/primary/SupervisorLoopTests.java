package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.UnknownWorkerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link SupervisorLoop}.
 */
class SupervisorLoopTests {

	private static final Duration LONG = Duration.ofDays(1);

	private final SupervisorLoop loop = new SupervisorLoop(Duration.ofSeconds(30));

	private final List<String> log = new CopyOnWriteArrayList<>();

	@AfterEach
	void end() {
		this.loop.end();
	}

	@Test
	void reconcilesAtOnceAndAfterEachPause() throws Exception {
		CountDownLatch rounds = new CountDownLatch(3);
		this.loop.start(() -> {
			rounds.countDown();
			return Duration.ofMillis(1);
		});
		assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenPauseIsOverOrNegativeGoesOn() throws Exception {
		CountDownLatch rounds = new CountDownLatch(3);
		this.loop.start(() -> {
			rounds.countDown();
			return Duration.ofMillis(-1);
		});
		assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void callReturnsResultAfterItsEffectsWereReconciled() {
		startLogging();
		assertThat(this.loop.<String>call(() -> {
			this.log.add("task");
			return "result";
		})).isEqualTo("result");
		assertThat(this.log).endsWith("task", "reconcile");
	}

	@Test
	void tasksRunInOrderOnOneThread() {
		startLogging();
		CompletableFuture<Thread> first = new CompletableFuture<>();
		this.loop.execute(() -> first.complete(Thread.currentThread()));
		Thread second = this.loop.call(Thread::currentThread);
		assertThat(first).isCompletedWithValue(second);
		assertThat(second.isDaemon()).isTrue();
		assertThat(second.getName()).isEqualTo("cluster-supervisor");
	}

	@Test
	void whenTaskFailsCallFailsWithItsExceptionAfterReconcile() {
		startLogging();
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.loop.call(() -> {
			this.log.add("task");
			throw new UnknownWorkerException(7);
		}));
		assertThat(this.log).endsWith("task", "reconcile");
	}

	@Test
	void whenTaskFailsWithErrorCallFailsAndLoopGoesOn() {
		startLogging();
		assertThatIllegalStateException().isThrownBy(() -> this.loop.call(() -> {
			throw new NoClassDefFoundError("com/example/Replaced");
		})).withCauseInstanceOf(NoClassDefFoundError.class);
		assertThat(this.loop.call(() -> "alive")).isEqualTo("alive");
	}

	@Test
	void whenExecutedTaskFailsLoopGoesOn() {
		startLogging();
		this.loop.execute(() -> {
			throw new IllegalStateException("Thrown by the test");
		});
		this.loop.execute(() -> {
			throw new NoClassDefFoundError("com/example/Replaced");
		});
		assertThat(this.loop.call(() -> "alive")).isEqualTo("alive");
	}

	@Test
	void whenReconcileFailsLoopGoesOnAndCallsAreAnswered() {
		this.loop.start(() -> {
			this.log.add("reconcile");
			if (this.log.size() % 2 == 0) {
				throw new IllegalStateException("Thrown by the test");
			}
			throw new NoClassDefFoundError("com/example/Replaced");
		});
		assertThat(this.loop.call(() -> "first")).isEqualTo("first");
		assertThat(this.loop.call(() -> "second")).isEqualTo("second");
		assertThat(this.log).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	void whenThereIsNoAnswerInTimeIsUnavailable() {
		SupervisorLoop loop = new SupervisorLoop(Duration.ofMillis(1));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(() -> loop.call(() -> "never"))
			.withMessage("The primary did not answer within 0.0 seconds")
			.withCauseInstanceOf(TimeoutException.class);
	}

	@Test
	void whenCallerIsInterruptedIsUnavailableAndStaysInterrupted() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(() -> this.loop.call(() -> "never"))
			.withMessage("Interrupted while waiting for the primary");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenThreadOfLoopIsInterruptedGoesOn() {
		startLogging();
		this.loop.execute(() -> Thread.currentThread().interrupt());
		assertThat(this.loop.call(() -> "alive")).isEqualTo("alive");
	}

	@Test
	void whenEndedThreadEndsAndCallsFailAtOnce() throws Exception {
		startLogging();
		Thread thread = this.loop.call(Thread::currentThread);
		this.loop.end();
		thread.join(TimeUnit.SECONDS.toMillis(10));
		assertThat(thread.isAlive()).isFalse();
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(() -> this.loop.call(() -> "late"))
			.withMessage("The cluster has stopped");
	}

	private void startLogging() {
		this.loop.start(() -> {
			this.log.add("reconcile");
			return LONG;
		});
	}

}
