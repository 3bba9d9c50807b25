package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalEvents}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalEventsTests {

	private final BlockingQueue<ClusterEvent> published = new LinkedBlockingQueue<>();

	private final LocalEvents events = new LocalEvents();

	@AfterEach
	void end() {
		this.events.end();
	}

	@Test
	void eventsBeforeTheStartWaitForItAndKeepTheirOrder() throws Exception {
		publish(1, 2);
		assertThat(this.published).isEmpty();
		this.events.start(this.published::add);
		publish(3);
		assertThat(List.of(next(), next(), next())).containsExactly(event(1), event(2), event(3));
	}

	@Test
	void eventsArePublishedOnAThreadOfTheirOwn() throws Exception {
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		this.events.start((event) -> thread.complete(Thread.currentThread()));
		publish(1);
		assertThat(thread.get(10, TimeUnit.SECONDS).getName()).isEqualTo("cluster-events");
		assertThat(thread.join().isDaemon()).isTrue();
	}

	@Test
	void whenListenerFailsTheNextEventIsPublishedAllTheSame(CapturedOutput output) throws Exception {
		this.events.start((event) -> {
			if (event.equals(event(1))) {
				throw new IllegalStateException("Thrown by the test");
			}
			this.published.add(event);
		});
		publish(1, 2);
		assertThat(next()).isEqualTo(event(2));
		assertThat(output).contains("A listener failed to handle ClusterReadyEvent[workers=1]", "Thrown by the test");
	}

	@Test
	void endWaitsForWhatIsLeftAndDropsWhatComesLater() {
		CountDownLatch gate = new CountDownLatch(1);
		this.events.start((event) -> {
			awaitQuietly(gate);
			this.published.add(event);
		});
		publish(1, 2);
		gate.countDown();
		this.events.end();
		publish(3);
		assertThat(this.published).containsExactly(event(1), event(2));
	}

	@Test
	void endWhenListenerIsBusyGivesUp(CapturedOutput output) {
		LocalEvents impatient = new LocalEvents(Duration.ofMillis(1));
		CountDownLatch gate = new CountDownLatch(1);
		impatient.start((event) -> awaitQuietly(gate));
		impatient.publish(event(1));
		impatient.end();
		assertThat(output).contains("still busy");
		gate.countDown();
	}

	@Test
	void endByListenerDoesNotWaitForItself(CapturedOutput output) throws Exception {
		CompletableFuture<Void> ended = new CompletableFuture<>();
		LocalEvents patient = new LocalEvents(Duration.ofDays(1));
		patient.start((event) -> {
			patient.end();
			ended.complete(null);
		});
		patient.publish(event(1));
		ended.get(10, TimeUnit.SECONDS);
		assertThat(output).doesNotContain("still busy");
	}

	@Test
	void endWhenNeverStartedDropsAll() {
		publish(1);
		this.events.end();
		this.events.start(this.published::add);
		publish(2);
		this.events.end();
		assertThat(this.published).isEmpty();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void publish(int... numbers) {
		for (int number : numbers) {
			this.events.publish(event(number));
		}
	}

	private static ClusterEvent event(int number) {
		return new ClusterReadyEvent(number);
	}

	private ClusterEvent next() throws InterruptedException {
		return this.published.poll(10, TimeUnit.SECONDS);
	}

}
