package io.github.bootcluster.startup;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmSignal}, with signals that this JVM raises for itself.
 */
class JvmSignalTests {

	// by default ignored
	private static final String SIGNAL = "WINCH";

	private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

	private final JvmSignal signal = new JvmSignal(SIGNAL);

	private Class<?> signalType;

	private Object rawSignal;

	private Object previous;

	@BeforeEach
	void rememberHandler() throws Exception {
		this.signalType = Class.forName("sun.misc.Signal");
		this.rawSignal = this.signalType.getConstructor(String.class).newInstance(SIGNAL);
		this.previous = handle(Class.forName("sun.misc.SignalHandler").getField("SIG_IGN").get(null));
	}

	@AfterEach
	void restoreHandler() throws Exception {
		handle(this.previous);
	}

	@Test
	void handlerIsCalledForEverySignal() throws Exception {
		this.signal.handle(() -> this.calls.add("first"));
		raise();
		assertThat(nextCall()).isEqualTo("first");
		raise();
		assertThat(nextCall()).isEqualTo("first");
	}

	@Test
	void whenGivenBackTheHandlerBeforeIsCalled() throws Exception {
		new JvmSignal(SIGNAL).handle(() -> this.calls.add("before"));
		this.signal.handle(() -> this.calls.add("handler"));
		this.signal.giveBack();
		raise();
		assertThat(nextCall()).isEqualTo("before");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenDisarmedNothingIsCalled() throws Exception {
		this.signal.handle(() -> this.calls.add("before"));
		JvmSignal disarmed = new JvmSignal(SIGNAL);
		disarmed.disarm();
		raise();
		awaitDispatch();
		disarmed.giveBack();
		raise();
		assertThat(nextCall()).isEqualTo("before");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenNotPossibleDoesNothing() {
		for (String name : new String[] { "SEGV", "KILL", "NONE" }) {
			JvmSignal impossible = new JvmSignal(name);
			impossible.handle(() -> this.calls.add("handler"));
			impossible.giveBack();
		}
		assertThat(this.calls).isEmpty();
	}

	@Test
	void installedHandlerCanBeComparedAndDescribed() throws Exception {
		this.signal.disarm();
		Object installed = handle(this.previous);
		assertThat(installed.toString()).isEqualTo("SIGWINCH");
		assertThat(installed.hashCode()).isEqualTo(this.signal.hashCode());
		assertThat(installed).isNotEqualTo("something else");
	}

	private String nextCall() throws InterruptedException {
		return this.calls.poll(10, TimeUnit.SECONDS);
	}

	private void raise() throws Exception {
		this.signalType.getMethod("raise", this.signalType).invoke(null, this.rawSignal);
	}

	// signals are dispatched one after the other, in the order of their numbers
	private void awaitDispatch() throws Exception {
		JvmSignal later = new JvmSignal("SYS");
		later.handle(() -> this.calls.add("dispatched"));
		this.signalType.getMethod("raise", this.signalType)
			.invoke(null, this.signalType.getConstructor(String.class).newInstance("SYS"));
		assertThat(nextCall()).isEqualTo("dispatched");
		later.giveBack();
	}

	private Object handle(Object handler) throws Exception {
		return this.signalType.getMethod("handle", this.signalType, Class.forName("sun.misc.SignalHandler"))
			.invoke(null, this.rawSignal, handler);
	}

}
