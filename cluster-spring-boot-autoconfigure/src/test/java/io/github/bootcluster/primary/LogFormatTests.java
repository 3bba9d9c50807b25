package io.github.bootcluster.primary;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogFormat}.
 */
class LogFormatTests {

	@ParameterizedTest
	@CsvSource({ "0, 0.0 seconds", "90, 0.1 seconds", "1949, 1.9 seconds", "30000, 30.0 seconds",
			"120000, 120.0 seconds" })
	void secondsHaveOneDecimal(long millis, String expected) {
		assertThat(LogFormat.seconds(Duration.ofMillis(millis))).isEqualTo(expected);
	}

}
