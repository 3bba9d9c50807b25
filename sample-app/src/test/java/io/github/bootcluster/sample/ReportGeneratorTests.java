package io.github.bootcluster.sample;

import io.github.bootcluster.sample.Report.Region;
import io.github.bootcluster.sample.Report.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ReportGenerator}.
 */
class ReportGeneratorTests {

	private final ReportGenerator generator = new ReportGenerator();

	@ParameterizedTest
	@CsvSource({ "10000000, 0.005, 360, 11583819", "10000000, 0.01, 12, 661855", "100000, 0.01, 1, 1000" })
	void interestIsThatOfAnnuity(long principal, double rate, int months, long expected) {
		assertThat(ReportGenerator.interest(principal, rate, months)).isCloseTo(expected, within(500L));
	}

	@Test
	void summaryOfOneLoanHasNoDeviation() {
		Summary summary = this.generator.summarize(1);
		assertThat(summary.total()).isPositive();
		assertThat(summary.mean()).isEqualTo(summary.total());
		assertThat(summary.standardDeviation()).isZero();
	}

	@Test
	void summaryAddsUp() {
		Summary summary = this.generator.summarize(10_000);
		assertThat(summary.totalByRegion()).containsOnlyKeys(Region.values());
		assertThat(summary.totalByRegion().values().stream().mapToLong(Long::longValue).sum())
			.isEqualTo(summary.total());
	}

	@Test
	void summaryIsRepeatable() {
		assertThat(this.generator.summarize(1000)).isEqualTo(this.generator.summarize(1000));
	}

}
