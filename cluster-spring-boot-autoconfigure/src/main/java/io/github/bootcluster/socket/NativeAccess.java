package io.github.bootcluster.socket;

import java.lang.reflect.Method;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Decides whether native code can be used.
 */
final class NativeAccess {

	private static final Log logger = LogFactory.getLog(NativeAccess.class);

	private NativeAccess() {
	}

	/**
	 * Load the native calls, unless JNA is absent, cannot load on this platform, or would
	 * make the JVM warn that native access was not enabled.
	 * @return the calls, or {@code null} if native code cannot be used
	 */
	static @Nullable NativeCalls load() {
		try {
			return require();
		}
		catch (NativeAccessException ex) {
			logger.debug("Native calls are not available", ex);
			return null;
		}
	}

	/**
	 * Load the native calls as {@link #load()} does, or tell why that cannot be done.
	 * @return the calls
	 * @throws NativeAccessException if native code cannot be used
	 */
	static NativeCalls require() throws NativeAccessException {
		try {
			Class<?> jna = Class.forName("com.sun.jna.Native", false, NativeAccess.class.getClassLoader());
			requireEnabled(jna.getModule());
			return new NativeCalls();
		}
		catch (ClassNotFoundException ex) {
			throw new NativeAccessException("JNA (net.java.dev.jna:jna) is not on the class path", ex);
		}
		catch (LinkageError ex) {
			throw new NativeAccessException("JNA cannot load its native library: " + ex.getMessage(), ex);
		}
	}

	private static void requireEnabled(Module module) throws NativeAccessException {
		if (!isEnabled(module)) {
			throw new NativeAccessException("Native access is not enabled (--enable-native-access=%s enables it)"
				.formatted(module.isNamed() ? module.getName() : "ALL-UNNAMED"), null);
		}
	}

	private static boolean isEnabled(Module module) {
		Method isNativeAccessEnabled = ClassUtils.getMethodIfAvailable(Module.class, "isNativeAccessEnabled");
		return isNativeAccessEnabled == null
				|| Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isNativeAccessEnabled, module));
	}

}
