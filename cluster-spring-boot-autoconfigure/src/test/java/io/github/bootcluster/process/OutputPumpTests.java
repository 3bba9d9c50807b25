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
		OutputPump pump = new OutputPump(new ByteArrayInputStream(line), this.lines::add,
				new LastLines(StandardCharsets.UTF_8));
		pump.run();
		assertThat(this.lines).containsExactly(line);
		assertThat(pump.lastLines()).singleElement().asString().contains("\ufffd");
	}

	@Test
	void runWhenLineIsLongPassesPiecesOn() {
		pump("x".repeat(64 * 1024 + 1) + "\n" + "y".repeat(64 * 1024) + "\nz\n");
		assertThat(this.lines).extracting((line) -> line.length).containsExactly(64 * 1024, 1, 64 * 1024, 1);
	}

	@Test
	void runWhenListenerFailsGoesOn() {
		OutputPump pump = new OutputPump(stream("one\ntwo\n"), (line) -> {
			this.lines.add(line);
			throw new IllegalStateException("closed");
		}, new LastLines(StandardCharsets.UTF_8));
		pump.run();
		assertThat(lines()).containsExactly("one", "two");
		assertThat(pump.lastLines()).containsExactly("one", "two");
		assertThat(pump.end()).isCompleted();
	}

	@Test
	void runWhenStreamFailsPassesTheRestOn() {
		OutputPump pump = new OutputPump(new FailingStream(stream("one\ntw")), this.lines::add,
				new LastLines(StandardCharsets.UTF_8));
		assertThat(pump.end()).isNotCompleted();
		pump.run();
		assertThat(lines()).containsExactly("one", "tw");
		assertThat(pump.end()).isCompleted();
	}

	@Test
	void lastLinesAreLimitedInNumber() {
		OutputPump pump = pump(String.join("\n", IntStream.rangeClosed(1, 250).mapToObj(String::valueOf).toList()));
		assertThat(pump.lastLines()).hasSize(100).startsWith("151").endsWith("250");
	}

	@Test
	void lastLinesAreLimitedInSize() {
		OutputPump pump = pump(("x".repeat(50_000) + "\n").repeat(5));
		assertThat(pump.lastLines()).hasSize(2);
	}

	@Test
	void lastLinesHaveNoLineEnd() {
		assertThat(pump("one\r\n two \n").lastLines()).containsExactly("one", " two");
	}

	private OutputPump pump(String output) {
		OutputPump pump = new OutputPump(stream(output), this.lines::add, new LastLines(StandardCharsets.UTF_8));
		pump.run();
		return pump;
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
