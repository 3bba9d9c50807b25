package io.github.bootcluster.startup;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One signal of this JVM. {@code sun.misc.Signal} of the module {@code jdk.unsupported}
 * is the only way to handle it, and is used by reflection because a compiler warns of it.
 */
final class JvmSignal {

	private static final Log logger = LogFactory.getLog(JvmSignal.class);

	private final String name;

	private @Nullable Object previous;

	/**
	 * Create a new signal.
	 * @param name the name without its prefix, such as {@code HUP}
	 */
	JvmSignal(String name) {
		this.name = name;
	}

	/**
	 * Have the signal handled from now on, on a thread of its own for each time. Where
	 * that is not possible, for example with {@code -Xrs} or because the process was
	 * started by {@code nohup}, it has the effect that it had before.
	 * @param handler handles the signal
	 */
	void handle(Runnable handler) {
		try {
			Class<?> type = Class.forName("sun.misc.SignalHandler");
			this.previous = install(type, Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(self, method, arguments) -> handle(handler, method, arguments)));
		}
		catch (InvocationTargetException ex) {
			logger.debug("Unable to handle " + this, ex.getCause());
		}
		catch (ReflectiveOperationException ex) {
			logger.debug("Unable to handle " + this, ex);
		}
	}

	/**
	 * Have the signal do nothing. Unlike one that is ignored in the sense of signal(7) it
	 * has its usual effect on children of this process.
	 */
	void disarm() {
		handle(() -> {
		});
	}

	/**
	 * Have the signal handled as before.
	 */
	void giveBack() {
		try {
			if (this.previous != null) {
				install(Class.forName("sun.misc.SignalHandler"), this.previous);
			}
		}
		catch (ReflectiveOperationException ex) {
			logger.warn("Unable to give back " + this, ex);
		}
	}

	private @Nullable Object install(Class<?> handlerType, Object handler) throws ReflectiveOperationException {
		Class<?> type = Class.forName("sun.misc.Signal");
		return type.getMethod("handle", type, handlerType)
			.invoke(null, type.getConstructor(String.class).newInstance(this.name), handler);
	}

	private @Nullable Object handle(Runnable handler, Method method, Object @Nullable [] arguments)
			throws ReflectiveOperationException {
		if (method.getDeclaringClass() == Object.class) {
			return method.invoke(this, arguments);
		}
		handler.run();
		return null;
	}

	@Override
	public String toString() {
		return "SIG" + this.name;
	}

}
