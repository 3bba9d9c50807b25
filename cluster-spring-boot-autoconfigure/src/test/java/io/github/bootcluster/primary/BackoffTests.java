package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	private static final RandomGenerator LOWEST = () -> 0;

	private static final RandomGenerator HIGHEST = () -> -1;

	private final Backoff backoff = new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(30));

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0", "2, 100", "3, 200", "4, 400", "5, 800", "6, 1600", "7, 3200", "8, 6400", "9, 12800",
			"10, 25600", "11, 30000", "12, 30000", "100, 30000", "2147483647, 30000" })
	void delayDoublesFromTheSecondFailureInARowUpToTheLongest(int failures, long millis) {
		assertThat(this.backoff.delayAfter(failures, LOWEST)).hasMillis(millis);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 90", "3, 180", "11, 27000" })
	void delayWhenRandomIsHighestIsATenthShorter(int failures, long millis) {
		assertThat(this.backoff.delayAfter(failures, HIGHEST)).hasMillis(millis);
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 20 })
	void delayWhenMultiplierIsOneStaysTheInitialDelay(int failures) {
		Backoff constant = new Backoff(Duration.ofMillis(250), 1, Duration.ofSeconds(30));
		assertThat(constant.delayAfter(failures, LOWEST)).hasMillis(250);
	}

	@Test
	void delayWhenInitialDelayIsAboveTheLongestIsTheLongest() {
		Backoff capped = new Backoff(Duration.ofMinutes(2), 2, Duration.ofMinutes(1));
		assertThat(capped.delayAfter(2, LOWEST)).hasMinutes(1);
	}

}
