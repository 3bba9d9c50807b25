package io.github.bootcluster.process;

import java.util.Map;

/**
 * The signal by which HotSpot suspends threads for its flight recorder. It is SIGUSR2
 * unless a variable of the environment names another one, as it does for workers: a
 * SIGUSR2 from elsewhere would end them otherwise (a JVM of Java 17 crashes).
 *
 * @since 0.1.0
 */
public final class SuspendSignal {

	/**
	 * The variable of HotSpot ({@code PosixSignals::init} in
	 * {@code src/hotspot/os/posix/signals_posix.cpp}).
	 */
	public static final String VARIABLE = "_JAVA_SR_SIGNUM";

	/**
	 * The last real-time signal of Linux (signal(7)), which has no other meaning.
	 */
	public static final String OTHER = "64";

	private static final String SIGUSR2 = "12";

	private SuspendSignal() {
	}

	/**
	 * Return whether SIGUSR2 is free for others in a JVM.
	 * @param environment the environment of the JVM
	 * @return {@code true} if the JVM uses another signal
	 */
	public static boolean isMoved(Map<String, String> environment) {
		return !environment.getOrDefault(VARIABLE, SIGUSR2).equals(SIGUSR2);
	}

}
