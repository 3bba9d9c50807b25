package io.github.bootcluster.startup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the first SIGINT stop the application gracefully and the second one at once.
 * {@code sun.misc.Signal} of the module {@code jdk.unsupported} is the only way to hear
 * of a second signal, and is used by reflection because a compiler warns of it.
 */
final class InterruptSignal {

	// 128 and the number of SIGINT, as a shell reports it
	private static final int EXIT_CODE = 130;

	private static final Log logger = LogFactory.getLog(InterruptSignal.class);

	private final AtomicBoolean interrupted = new AtomicBoolean();

	private final String name;

	private final Runnable kill;

	private final IntConsumer exit;

	private final IntConsumer halt;

	/**
	 * Create a new signal handler of this JVM.
	 * @param kill ends what must not outlive this JVM
	 */
	InterruptSignal(Runnable kill) {
		this("INT", kill, System::exit, Runtime.getRuntime()::halt);
	}

	InterruptSignal(String name, Runnable kill, IntConsumer exit, IntConsumer halt) {
		this.name = name;
		this.kill = kill;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * Install the handler. Where that is not possible, for example with {@code -Xrs}, a
	 * second SIGINT has no effect.
	 */
	void install() {
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler },
					(self, method, arguments) -> handle(method, arguments));
			signal.getMethod("handle", signal, handler)
				.invoke(null, signal.getConstructor(String.class).newInstance(this.name), proxy);
		}
		catch (InvocationTargetException ex) {
			logger.debug("Unable to handle SIG" + this.name, ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("Unable to handle SIG" + this.name, ex);
		}
	}

	private @Nullable Object handle(Method method, Object @Nullable [] arguments) throws ReflectiveOperationException {
		if (method.getDeclaringClass() == Object.class) {
			return method.invoke(this, arguments);
		}
		interrupt();
		return null;
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
