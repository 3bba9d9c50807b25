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
			Class<?> jna = Class.forName("com.sun.jna.Native", false, NativeAccess.class.getClassLoader());
			return isEnabled(jna.getModule()) ? new NativeCalls() : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.debug("Native calls are not available", ex);
			return null;
		}
	}

	private static boolean isEnabled(Module module) {
		Method isNativeAccessEnabled = ClassUtils.getMethodIfAvailable(Module.class, "isNativeAccessEnabled");
		return isNativeAccessEnabled == null
				|| Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isNativeAccessEnabled, module));
	}

}
