package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WatchdogInterval}.
 */
class WatchdogIntervalTests {

	@Test
	void findWhenThisProcessIsWatchedReturnsInterval() {
		assertThat(find("30000000", "4711")).isEqualTo(Duration.ofSeconds(30));
		assertThat(WatchdogInterval.find(Map.of("WATCHDOG_USEC", "1500000"), 4711)).isEqualTo(Duration.ofMillis(1500));
	}

	@Test
	void findWhenAnotherProcessIsWatchedReturnsNull() {
		assertThat(find("30000000", "4712")).isNull();
	}

	@Test
	void findWhenNobodyIsWatchedReturnsNull() {
		assertThat(WatchdogInterval.find(Map.of(), 4711)).isNull();
		assertThat(find("0", "4711")).isNull();
		assertThat(find("soon", "4711")).isNull();
		assertThat(find("99999999999999999999", "4711")).isNull();
	}

	private Duration find(String micros, String pid) {
		return WatchdogInterval.find(Map.of("WATCHDOG_USEC", micros, "WATCHDOG_PID", pid), 4711);
	}

}
