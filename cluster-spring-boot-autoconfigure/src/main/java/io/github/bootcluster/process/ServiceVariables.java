package io.github.bootcluster.process;

import java.util.List;
import java.util.Map;

/**
 * The variables by which a service manager such as systemd tells a process that it wants
 * to hear from it ({@code sd_notify(3)}, {@code sd_watchdog_enabled(3)}). They are for
 * the primary: a worker, or a library in it, would speak for the whole cluster.
 */
final class ServiceVariables {

	private static final List<String> NAMES = List.of("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC");

	private ServiceVariables() {
	}

	static void removeFrom(Map<String, String> environment) {
		NAMES.forEach(environment::remove);
	}

}
