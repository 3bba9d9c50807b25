package io.github.bootcluster.startup;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InterruptSignal}, with signals that this JVM raises for itself.
 */
class InterruptSignalTests {

	// by default ignored, and unlike SIGINT never by a shell
	private static final String SIGNAL = "WINCH";

	private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

	private Class<?> signalType;

	private Object signal;

	private Object previous;

	@BeforeEach
	void rememberHandler() throws Exception {
		this.signalType = Class.forName("sun.misc.Signal");
		this.signal = this.signalType.getConstructor(String.class).newInstance(SIGNAL);
		this.previous = handle(Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
	}

	@AfterEach
	void restoreHandler() throws Exception {
		handle(this.previous);
	}

	@Test
	void firstSignalExitsAndSecondKillsAndHalts() throws Exception {
		new InterruptSignal(new JvmSignal(SIGNAL), () -> this.calls.add("kill"),
				(code) -> this.calls.add("exit " + code), (code) -> this.calls.add("halt " + code))
			.install();
		raise();
		assertThat(nextCall()).isEqualTo("exit 130");
		assertThat(this.calls).isEmpty();
		raise();
		assertThat(nextCall()).isEqualTo("kill");
		assertThat(nextCall()).isEqualTo("halt 130");
	}

	@Test
	void whenKillFailsSecondSignalHaltsAllTheSame() throws Exception {
		new InterruptSignal(new JvmSignal(SIGNAL), () -> {
			throw new IllegalStateException("Thrown by the test");
		}, (code) -> this.calls.add("exit " + code), (code) -> this.calls.add("halt " + code)).install();
		raise();
		assertThat(nextCall()).isEqualTo("exit 130");
		raise();
		assertThat(nextCall()).isEqualTo("halt 130");
	}

	private String nextCall() throws InterruptedException {
		return this.calls.poll(10, TimeUnit.SECONDS);
	}

	private void raise() throws Exception {
		this.signalType.getMethod("raise", this.signalType).invoke(null, this.signal);
	}

	private Object handle(Object handler) throws Exception {
		return this.signalType.getMethod("handle", this.signalType, Class.forName("sun.misc.SignalHandler"))
			.invoke(null, this.signal, handler);
	}

}
