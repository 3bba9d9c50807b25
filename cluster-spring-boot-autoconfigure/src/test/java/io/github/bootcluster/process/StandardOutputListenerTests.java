package io.github.bootcluster.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link StandardOutputListener}.
 */
class StandardOutputListenerTests {

	@Test
	void onLineWritesOnceWithLineFeed() {
		RecordingStream stream = new RecordingStream();
		PrintStream out = new PrintStream(stream);
		new StandardOutputListener(() -> out).onLine(new byte[] { 1, (byte) 0xFF });
		assertThat(stream.writes).containsExactly(new byte[] { 1, (byte) 0xFF, '\n' });
	}

	@Test
	void onLineWhenLineIsEmptyWritesLineFeed() {
		RecordingStream stream = new RecordingStream();
		PrintStream out = new PrintStream(stream);
		new StandardOutputListener(() -> out).onLine(new byte[0]);
		assertThat(stream.writes).containsExactly(new byte[] { '\n' });
	}

	@Test
	void onLineWhenStreamIsClosedGoesOn() {
		PrintStream out = new PrintStream(new ClosedStream());
		StandardOutputListener listener = new StandardOutputListener(() -> out);
		assertThatNoException().isThrownBy(() -> listener.onLine(new byte[] { 1 }));
		assertThat(out.checkError()).isTrue();
	}

	/**
	 * Keeps each write.
	 */
	static class RecordingStream extends ByteArrayOutputStream {

		private final List<byte[]> writes = new ArrayList<>();

		@Override
		public synchronized void write(byte[] bytes, int offset, int length) {
			super.write(bytes, offset, length);
			this.writes.add(toByteArray());
			reset();
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

}
