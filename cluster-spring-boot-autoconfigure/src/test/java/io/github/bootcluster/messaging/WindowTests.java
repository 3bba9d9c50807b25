package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bootcluster.channel.Parcel.Kind;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Window}.
 */
@Timeout(30)
class WindowTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final int CAPACITY = 1000;

	private final AtomicLong time = new AtomicLong();

	private final Window window = new Window(CAPACITY, this.time::get);

	@Test
	void acquireTakesMessagesUpToTheLimit() throws Exception {
		acquire(Kind.NOTICE, Window.MESSAGES);
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isFalse();
		this.window.release(0);
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isTrue();
	}

	@Test
	void acquireTakesBytesUpToTheLimit() throws Exception {
		assertThat(this.window.acquire(Kind.NOTICE, CAPACITY - 1, Duration.ZERO)).isTrue();
		assertThat(this.window.acquire(Kind.NOTICE, 2, Duration.ZERO)).isFalse();
		assertThat(this.window.acquire(Kind.NOTICE, 1, Duration.ZERO)).isTrue();
		assertThat(this.window.acquire(Kind.NOTICE, 1, Duration.ZERO)).isFalse();
	}

	@Test
	void acquireWhenNothingIsOnItsWayTakesAnySize() throws Exception {
		assertThat(this.window.acquire(Kind.NOTICE, CAPACITY * 2, Duration.ZERO)).isTrue();
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isFalse();
	}

	@Test
	void acquireTakesRequestsUpToTheLimitThatAreNotAnswered() throws Exception {
		for (int i = 0; i < Window.MESSAGES; i++) {
			acquire(Kind.REQUEST, 1);
			this.window.release(0);
		}
		assertThat(this.window.acquire(Kind.REQUEST, 0, Duration.ZERO)).isFalse();
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isTrue();
		this.window.answered();
		assertThat(this.window.acquire(Kind.REQUEST, 0, Duration.ZERO)).isTrue();
	}

	@Test
	void acquireWhenTimeIsOverReturnsFalse() throws Exception {
		acquire(Kind.NOTICE, Window.MESSAGES);
		Window slow = new Window(CAPACITY, () -> this.time.getAndAdd(Duration.ofSeconds(30).toNanos()));
		slow.acquire(Kind.NOTICE, CAPACITY, LONG);
		CompletableFuture<Boolean> waiter = acquireLater(slow);
		Awaitility.await().until(() -> {
			// wakes it up without making room
			slow.answered();
			return waiter.isDone();
		});
		assertThat(waiter.join()).isFalse();
	}

	@Test
	void acquireWhenRoomIsMadeReturnsTrue() throws Exception {
		acquire(Kind.NOTICE, Window.MESSAGES);
		CompletableFuture<Boolean> waiter = acquireLater(this.window);
		this.window.release(0);
		assertThat(waiter.join()).isTrue();
	}

	@Test
	void acquireWhenClosedReturnsFalse() throws Exception {
		acquire(Kind.NOTICE, Window.MESSAGES);
		CompletableFuture<Boolean> waiter = acquireLater(this.window);
		this.window.close();
		assertThat(waiter.join()).isFalse();
		assertThat(this.window.acquire(Kind.NOTICE, 0, LONG)).isFalse();
		assertThat(this.window.isClosed()).isTrue();
	}

	@Test
	void acquireWhenInterruptedTakesNothing() throws Exception {
		acquire(Kind.NOTICE, Window.MESSAGES - 1);
		this.window.acquire(Kind.NOTICE, 0, LONG);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(() -> this.window.acquire(Kind.NOTICE, 0, LONG));
		this.window.release(0);
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isTrue();
		assertThat(this.window.acquire(Kind.NOTICE, 0, Duration.ZERO)).isFalse();
	}

	private void acquire(Kind kind, int count) throws InterruptedException {
		for (int i = 0; i < count; i++) {
			assertThat(this.window.acquire(kind, 0, Duration.ZERO)).isTrue();
		}
	}

	private static CompletableFuture<Boolean> acquireLater(Window window) {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(window.acquire(Kind.NOTICE, 1, LONG));
			}
			catch (InterruptedException ex) {
				result.completeExceptionally(ex);
			}
		});
		thread.start();
		Awaitility.await().until(() -> result.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
		return result;
	}

}
