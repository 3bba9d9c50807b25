package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputQueue}.
 */
class OutputQueueTests {

	private final AtomicLong nanos = new AtomicLong();

	private final OutputQueue queue = new OutputQueue(10, Duration.ofSeconds(5), this.nanos::get);

	@Test
	void takeReturnsAllThatWasAdded() throws Exception {
		add("one\n");
		add("two\n");
		assertThat(take()).isEqualTo("one\ntwo\n");
	}

	@Test
	void takeWaitsForOutput() throws Exception {
		CompletableFuture<String> taken = CompletableFuture.supplyAsync(this::takeUnchecked);
		add("one\n");
		assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo("one\n");
	}

	@Test
	void addWhenQueueIsFullWaitsForReader() throws Exception {
		add("123456789\n");
		CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> add("two\n"));
		assertThat(take()).isEqualTo("123456789\n");
		Awaitility.await().during(Duration.ofMillis(100)).until(() -> !adding.isDone());
		this.queue.written(5);
		assertThat(adding).succeedsWithin(Duration.ofSeconds(10));
		assertThat(take()).isEqualTo("two\n");
	}

	@Test
	void addWhenReaderIsSlowLosesNothing() throws Exception {
		add("123456789\n");
		CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> add("123456789\n"));
		take();
		for (int i = 0; i < 10; i++) {
			passTime(Duration.ofSeconds(4));
			this.queue.written(1);
		}
		assertThat(adding).succeedsWithin(Duration.ofSeconds(10));
		assertThat(take()).isEqualTo("123456789\n");
	}

	@Test
	void addWhenReaderStandsStillDoesNotWaitAndTellsWhatIsLost() throws Exception {
		add("123456789\n");
		passTime(Duration.ofSeconds(5));
		add("lost\n");
		add("lost\nas well\n");
		assertThat(take()).isEqualTo("123456789\n");
		this.queue.written(10);
		add("next\n");
		assertThat(take())
			.isEqualTo("[primary] 3 lines are lost here: nobody has read this output for 5 seconds\nnext\n");
	}

	@Test
	void takeWhenNothingFollowsTellsWhatIsLost() throws Exception {
		add("123456789\n");
		passTime(Duration.ofSeconds(5));
		add("lost\n");
		take();
		assertThat(take()).startsWith("[primary] 1 line is lost here");
	}

	@Test
	void addWhenQueueIsEmptyTakesMoreThanItsCapacity() throws Exception {
		add("12345678901234567890\n");
		assertThat(take()).isEqualTo("12345678901234567890\n");
	}

	@Test
	void addWithExcessDoesNotWait() throws Exception {
		add("123456789\n");
		this.queue.add("own\n".getBytes(StandardCharsets.UTF_8), 4);
		assertThat(take()).isEqualTo("123456789\nown\n");
	}

	@Test
	void addWhenReaderStoodStillBeforeQueueWasEmptyIsPatient() throws Exception {
		passTime(Duration.ofSeconds(60));
		add("123456789\n");
		CompletableFuture<Void> adding = CompletableFuture.runAsync(() -> add("two\n"));
		take();
		this.queue.written(10);
		assertThat(adding).succeedsWithin(Duration.ofSeconds(10));
		assertThat(take()).isEqualTo("two\n");
	}

	@Test
	void awaitWrittenWaitsForWhatWasAddedBefore() throws Exception {
		add("one\n");
		CompletableFuture<Void> awaiting = CompletableFuture.runAsync(this.queue::awaitWritten);
		take();
		Awaitility.await().during(Duration.ofMillis(100)).until(() -> !awaiting.isDone());
		this.queue.written(4);
		assertThat(awaiting).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void awaitWrittenWhenReaderStandsStillGivesUp() {
		add("one\n");
		passTime(Duration.ofSeconds(5));
		this.queue.awaitWritten();
		assertThat(this.nanos).hasValue(Duration.ofSeconds(5).toNanos());
	}

	private void passTime(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private void add(String lines) {
		this.queue.add(lines.getBytes(StandardCharsets.UTF_8));
	}

	private String take() throws InterruptedException {
		return new String(this.queue.take(), StandardCharsets.UTF_8);
	}

	private String takeUnchecked() {
		try {
			return take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
