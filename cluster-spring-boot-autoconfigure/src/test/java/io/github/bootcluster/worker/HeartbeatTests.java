package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Heartbeat}.
 */
class HeartbeatTests {

	private Thread thread = new Thread();

	@AfterEach
	void endThread() throws Exception {
		this.thread.interrupt();
		this.thread.join();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.001S", "PT0.0000001S" })
	void beatsAgainAndAgain(Duration interval) throws Exception {
		CountDownLatch beats = new CountDownLatch(3);
		run(new Heartbeat(interval, beats::countDown));
		assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whenBeatFailsGoesOn() throws Exception {
		CountDownLatch beats = new CountDownLatch(3);
		run(new Heartbeat(Duration.ofMillis(1), () -> {
			beats.countDown();
			throw new IllegalStateException("Thrown by the test");
		}));
		assertThat(beats.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void beatsAtOnceAndNotBeforeIntervalIsOver() throws Exception {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(2);
		run(new Heartbeat(Duration.ofDays(1), () -> {
			first.countDown();
			second.countDown();
		}));
		assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
		this.thread.interrupt();
		this.thread.join();
		assertThat(second.getCount()).isEqualTo(1);
	}

	@Test
	void startsDaemonThread() throws Exception {
		CountDownLatch beat = new CountDownLatch(1);
		Thread[] thread = new Thread[1];
		new Heartbeat(Duration.ofDays(1), () -> {
			thread[0] = Thread.currentThread();
			beat.countDown();
		}).start();
		assertThat(beat.await(10, TimeUnit.SECONDS)).isTrue();
		this.thread = thread[0];
		assertThat(this.thread.isDaemon()).isTrue();
		assertThat(this.thread.getName()).isEqualTo("cluster-heartbeat");
	}

	private void run(Heartbeat heartbeat) {
		this.thread = new Thread(heartbeat::run);
		this.thread.start();
	}

}
