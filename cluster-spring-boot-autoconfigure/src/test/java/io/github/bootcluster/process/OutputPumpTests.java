package io.github.bootcluster.process;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputPump}, {@link LineCutter} and {@link LastLines}.
 */
class OutputPumpTests {

	private final List<byte[]> lines = new ArrayList<>();

	private final LastLines lastLines = new LastLines(StandardCharsets.UTF_8);

	@Test
	void runPassesLinesOn() {
		pump("one\n\ntwo\r\n  three");
		assertThat(lines()).containsExactly("one", "", "two\r", "  three");
	}

	@Test
	void runWhenOutputEndsWithLineFeedPassesNoEmptyLineOn() {
		pump("one\n");
		assertThat(lines()).containsExactly("one");
	}

	@Test
	void runPassesBytesOnUnchanged() {
		byte[] line = { (byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF, 7 };
		newPump(new ByteArrayInputStream(line)).run();
		assertThat(this.lines).containsExactly(line);
		assertThat(this.lastLines.get()).singleElement().asString().contains("\ufffd");
	}

	@Test
	void runWhenLineIsReadInPartsPassesItOnWhole() {
		pump("x".repeat(100_000) + "\n" + "y".repeat(8191) + "\nz\n");
		assertThat(this.lines).extracting((line) -> line.length).containsExactly(100_000, 8191, 1);
	}

	@Test
	void runWhenLineIsVeryLongPassesPiecesOn() {
		int piece = 1024 * 1024;
		pump("x".repeat(2 * piece + 1) + "\n" + "y".repeat(piece) + "\nz\n");
		assertThat(this.lines).extracting((line) -> line.length).containsExactly(piece, piece, 1, piece, 1);
	}

	@Test
	void runWhenListenerFailsGoesOn() {
		OutputPump pump = new OutputPump(stream("one\ntwo\n"), (line) -> {
			this.lines.add(line);
			throw new IllegalStateException("closed");
		}, this.lastLines);
		pump.run();
		assertThat(lines()).containsExactly("one", "two");
		assertThat(this.lastLines.get()).containsExactly("one", "two");
		assertThat(pump.end()).isCompleted();
	}

	@Test
	void runWhenStreamFailsPassesTheRestOn() {
		OutputPump pump = newPump(new FailingStream(stream("one\ntw")));
		assertThat(pump.end()).isNotCompleted();
		pump.run();
		assertThat(lines()).containsExactly("one", "tw");
		assertThat(pump.end()).isCompleted();
	}

	@Test
	void lastLinesAreLimitedInNumber() {
		pump(String.join("\n", IntStream.rangeClosed(1, 250).mapToObj(String::valueOf).toList()));
		assertThat(this.lastLines.get()).hasSize(100).startsWith("151").endsWith("250");
	}

	@Test
	void lastLinesAreLimitedInSize() {
		pump(("x".repeat(8000) + "\n").repeat(20));
		assertThat(this.lastLines.get()).hasSize(16);
	}

	@Test
	void lastLinesAreLimitedInLength() {
		pump("one\n" + "x".repeat(200_000) + "\nthree");
		assertThat(this.lastLines.get()).containsExactly("one", "x".repeat(8192), "three");
	}

	@Test
	void lastLinesHaveNoLineEnd() {
		pump("one\r\n two \n");
		assertThat(this.lastLines.get()).containsExactly("one", " two");
	}

	@Test
	void lastLinesHaveNoColors() {
		pump("\u001b[2m10:30\u001b[0;39m \u001b[32m INFO\u001b[0;39m [main] started [1\n\u001b[1A\u001b[2Kgone");
		assertThat(this.lastLines.get()).containsExactly("10:30  INFO [main] started [1", "gone");
	}

	private void pump(String output) {
		newPump(stream(output)).run();
	}

	private OutputPump newPump(InputStream stream) {
		return new OutputPump(stream, this.lines::add, this.lastLines);
	}

	private InputStream stream(String content) {
		return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
	}

	private List<String> lines() {
		return this.lines.stream().map((line) -> new String(line, StandardCharsets.UTF_8)).toList();
	}

	/**
	 * Fails where another stream would end.
	 */
	static class FailingStream extends FilterInputStream {

		FailingStream(InputStream stream) {
			super(stream);
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int count = super.read(bytes, offset, length);
			if (count == -1) {
				throw new IOException("Stream closed");
			}
			return count;
		}

	}

}
