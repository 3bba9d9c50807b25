package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CrashBudget}.
 */
class CrashBudgetTests {

	private final CrashBudget budget = new CrashBudget(3, Duration.ofSeconds(60));

	@ParameterizedTest
	@CsvSource({ "0, false", "1, false", "3, false", "4, true", "5, true" })
	void budgetIsExceededByOneMoreThanTolerated(int crashes, boolean exceeded) {
		assertThat(this.budget.isExceeded(crashesAt(LongStream.rangeClosed(1, crashes).toArray()), seconds(10)))
			.isEqualTo(exceeded);
	}

	@Test
	void budgetWhenACrashIsAPeriodOldForgetsIt() {
		List<Duration> crashes = crashesAt(0, 20, 40, 59);
		assertThat(this.budget.isExceeded(crashes, seconds(59))).isTrue();
		assertThat(this.budget.isExceeded(crashes, seconds(60))).isFalse();
	}

	@Test
	void budgetWhenNoneIsToleratedIsExceededByTheFirstCrash() {
		assertThat(new CrashBudget(0, Duration.ofSeconds(60)).isExceeded(crashesAt(5), seconds(5))).isTrue();
	}

	private static List<Duration> crashesAt(long... seconds) {
		return LongStream.of(seconds).mapToObj(CrashBudgetTests::seconds).toList();
	}

	private static Duration seconds(long seconds) {
		return Duration.ofSeconds(seconds);
	}

}
