package io.github.bootcluster.process;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceVariables}.
 */
class ServiceVariablesTests {

	@Test
	void removesWhatLetsAProcessSpeakToTheServiceManager() {
		Map<String, String> environment = new HashMap<>(Map.of("NOTIFY_SOCKET", "/run/systemd/notify", "WATCHDOG_PID",
				"4711", "WATCHDOG_USEC", "30000000", "INVOCATION_ID", "7"));
		ServiceVariables.removeFrom(environment);
		assertThat(environment).containsOnly(Map.entry("INVOCATION_ID", "7"));
	}

}
