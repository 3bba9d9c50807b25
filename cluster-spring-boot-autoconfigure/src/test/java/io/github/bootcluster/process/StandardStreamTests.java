package io.github.bootcluster.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandardStream} and {@link OutputWriter}.
 */
class StandardStreamTests {

	private final StandardStream stream = new StandardStream();

	private final PrintStream own = this.stream.toPrintStream(StandardCharsets.UTF_8);

	@Test
	void writesLinesAndOwnOutputInOrder() {
		RecordingStream target = new RecordingStream();
		this.stream.onLine(bytes("one"));
		this.own.println("zwei \u00e4");
		this.stream.onLine(bytes(""));
		this.own.printf("%s", "four");
		this.stream.start(new PrintStream(target), "writer");
		this.stream.close();
		assertThat(target.text()).isEqualTo("one\nzwei \u00e4\n\nfour");
	}

	@Test
	void writesWhatIsThereAtOnceButTearsNoLine() {
		RecordingStream target = new RecordingStream();
		String line = "x".repeat(2999);
		String longLine = "y".repeat(20_000);
		this.stream.onLine(bytes(line));
		this.stream.onLine(bytes(line));
		this.stream.onLine(bytes(line));
		this.stream.onLine(bytes(longLine));
		this.stream.onLine(bytes("z"));
		this.stream.start(new PrintStream(target), "writer");
		this.stream.close();
		assertThat(target.writes).extracting(String::length).containsExactly(6000, 3000, 20_001, 2);
	}

	@Test
	void writesLineAtOnceWhenNothingFollows() {
		RecordingStream target = new RecordingStream();
		this.stream.start(new PrintStream(target), "writer");
		this.stream.onLine(bytes("one"));
		Awaitility.await().until(() -> target.writes.contains("one\n"));
	}

	@Test
	void whenTargetIsClosedGoesOn() {
		this.stream.start(new PrintStream(new ClosedStream()), "writer");
		this.stream.onLine(bytes("one"));
		this.own.println("two");
		CompletableFuture<Void> closing = CompletableFuture.runAsync(this.stream::close);
		assertThat(closing).succeedsWithin(Duration.ofSeconds(10));
	}

	@Test
	void whenTargetBlocksOwnOutputDoesNot() {
		CountDownLatch release = new CountDownLatch(1);
		this.stream.start(new PrintStream(new BlockedStream(release)), "writer");
		CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 1000; i++) {
				this.own.println("line");
			}
		});
		assertThat(writing).succeedsWithin(Duration.ofSeconds(10));
		release.countDown();
	}

	@Test
	void whenClosingFlushWaitsForTarget() {
		RecordingStream target = new RecordingStream();
		this.stream.start(new PrintStream(target), "writer");
		this.stream.close();
		for (int i = 0; i < 100; i++) {
			this.own.println(i);
			assertThat(target.text()).endsWith(i + "\n");
		}
	}

	private static byte[] bytes(String line) {
		return line.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Keeps each write.
	 */
	static class RecordingStream extends ByteArrayOutputStream {

		private final List<String> writes = Collections.synchronizedList(new ArrayList<>());

		@Override
		public synchronized void write(byte[] bytes, int offset, int length) {
			super.write(bytes, offset, length);
			this.writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
		}

		String text() {
			return toString(StandardCharsets.UTF_8);
		}

	}

	/**
	 * Takes nothing.
	 */
	static class ClosedStream extends OutputStream {

		@Override
		public void write(int next) throws IOException {
			throw new IOException("Broken pipe");
		}

	}

	/**
	 * Takes nothing until it is released.
	 */
	static class BlockedStream extends OutputStream {

		private final CountDownLatch release;

		BlockedStream(CountDownLatch release) {
			this.release = release;
		}

		@Override
		public void write(int next) throws IOException {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		}

	}

}
