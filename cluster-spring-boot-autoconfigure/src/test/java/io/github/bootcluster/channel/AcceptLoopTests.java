package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AcceptLoop}.
 */
class AcceptLoopTests {

	private final Deque<Object> outcomes = new ArrayDeque<>();

	private final List<SocketChannel> handled = new ArrayList<>();

	private int pauses;

	@Test
	void runWhenFileDescriptorsAreExhaustedPausesAndGoesOnWithOneLogLine() {
		SocketChannel channel = mock(SocketChannel.class);
		this.outcomes.addAll(List.of(new IOException("Too many open files"), new IOException("Too many open files"),
				new IllegalStateException(), channel));
		assertThat(run()).containsExactly("WARN Nobody can connect at the moment, "
				+ "it goes on trying: java.io.IOException: Too many open files");
		assertThat(this.handled).containsExactly(channel);
		assertThat(this.pauses).isEqualTo(3);
	}

	@Test
	void runWhenFailingAgainLogsAgain() {
		this.outcomes.addAll(List.of(new IOException("first"), mock(SocketChannel.class), new IOException("second")));
		assertThat(run()).hasSize(2);
	}

	@Test
	void runWhenHandlerFailsGoesOn() {
		this.outcomes
			.addAll(List.of(new OutOfMemoryError("unable to create native thread"), mock(SocketChannel.class)));
		assertThat(run()).hasSize(1);
		assertThat(this.handled).hasSize(1);
	}

	@Test
	void runWhenInterruptedEnds() {
		this.outcomes.addAll(List.of(new InterruptedException(), mock(SocketChannel.class)));
		assertThat(run()).isEmpty();
		assertThat(this.handled).isEmpty();
	}

	private List<String> run() {
		try (LogRecorder log = new LogRecorder()) {
			new AcceptLoop(this::next, this.handled::add, () -> this.pauses++, "Nobody can connect").run();
			return log.getLines();
		}
	}

	private SocketChannel next() throws IOException, InterruptedException {
		Object outcome = this.outcomes.isEmpty() ? new AsynchronousCloseException() : this.outcomes.remove();
		if (outcome instanceof IOException ex) {
			throw ex;
		}
		if (outcome instanceof InterruptedException ex) {
			throw ex;
		}
		if (outcome instanceof RuntimeException ex) {
			throw ex;
		}
		if (outcome instanceof Error ex) {
			throw ex;
		}
		return (SocketChannel) outcome;
	}

}
