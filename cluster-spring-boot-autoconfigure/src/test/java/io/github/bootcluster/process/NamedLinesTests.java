package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NamedLines}.
 */
class NamedLinesTests {

	private final List<byte[]> lines = new ArrayList<>();

	private final WorkerOutput output = new WorkerOutput(this.lines::add, this.lines::add).naming(2);

	@ParameterizedTest
	@ValueSource(strings = { "", "\tat com.example.Main.main(Main.java:1)", "INFO [worker-1] hello",
			"INFO [worker-21] hello", "{", "{\"a\":1", "\r 10%\r 20%", "[worker-2" })
	void lineThatDoesNotNameItsWorkerGetsPrefix(String line) {
		assertThat(pass(line)).isEqualTo("[worker-2] " + line);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[worker-2]", "INFO [worker-2] 4711 --- [main] hello",
			"\u001b[32m INFO [worker-2]\u001b[0;39m [[worker-2]", "{\"message\":\"hello\"}", "{}" })
	void lineThatNamesItsWorkerOrIsJsonStaysAsItIs(String line) {
		assertThat(pass(line)).isEqualTo(line);
	}

	@Test
	void bytesStayAsTheyAre() {
		this.output.err().onLine(new byte[] { (byte) 0xC3, 0, (byte) 0xFF });
		assertThat(this.lines).containsExactly(
				new byte[] { '[', 'w', 'o', 'r', 'k', 'e', 'r', '-', '2', ']', ' ', (byte) 0xC3, 0, (byte) 0xFF });
	}

	private String pass(String line) {
		this.output.out().onLine(line.getBytes(StandardCharsets.UTF_8));
		assertThat(this.lines).hasSize(1);
		return new String(this.lines.get(0), StandardCharsets.UTF_8);
	}

}
