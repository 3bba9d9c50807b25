package io.github.bootcluster.startup;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Makes the first SIGINT stop the application gracefully and the second one at once.
 */
final class InterruptSignal {

	// 128 and the number of SIGINT, as a shell reports it
	private static final int EXIT_CODE = 130;

	private final AtomicBoolean interrupted = new AtomicBoolean();

	private final JvmSignal signal;

	private final Runnable kill;

	private final IntConsumer exit;

	private final IntConsumer halt;

	/**
	 * Create a new signal handler of this JVM.
	 * @param kill ends what must not outlive this JVM
	 */
	InterruptSignal(Runnable kill) {
		this(new JvmSignal("INT"), kill, System::exit, Runtime.getRuntime()::halt);
	}

	InterruptSignal(JvmSignal signal, Runnable kill, IntConsumer exit, IntConsumer halt) {
		this.signal = signal;
		this.kill = kill;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Install the handler. Where that is not possible, for example with {@code -Xrs}, a
	 * second SIGINT has no effect.
	 */
	void install() {
		this.signal.handle(this::interrupt);
	}

	private void interrupt() {
		if (this.interrupted.compareAndSet(false, true)) {
			new Thread(() -> this.exit.accept(EXIT_CODE), "cluster-interrupt").start();
			return;
		}
		try {
			this.kill.run();
		}
		finally {
			this.halt.accept(EXIT_CODE);
		}
	}

}
