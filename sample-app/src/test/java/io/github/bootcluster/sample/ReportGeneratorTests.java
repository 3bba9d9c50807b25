package io.github.bootcluster.sample;

import io.github.bootcluster.sample.Report.Region;
import io.github.bootcluster.sample.Report.Summary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ReportGenerator}.
 */
class ReportGeneratorTests {

	private final ReportGenerator generator = new ReportGenerator();

	@Test
	void summaryOfOneOrderHasNoDeviation() {
		Summary summary = this.generator.summarize(1);
		assertThat(summary.total()).isBetween(1L, 100_000L);
		assertThat(summary.mean()).isEqualTo(summary.total());
		assertThat(summary.standardDeviation()).isZero();
	}

	@Test
	void summaryAddsUp() {
		Summary summary = this.generator.summarize(100_000);
		assertThat(summary.totalByRegion()).containsOnlyKeys(Region.values());
		assertThat(summary.totalByRegion().values().stream().mapToLong(Long::longValue).sum())
			.isEqualTo(summary.total());
	}

	@Test
	void summaryIsThatOfUniformDistribution() {
		Summary summary = this.generator.summarize(1_000_000);
		assertThat(summary.mean()).isCloseTo(50_000, within(250.0));
		assertThat(summary.standardDeviation()).isCloseTo(100_000 / Math.sqrt(12), within(250.0));
	}

	@Test
	void summaryIsRepeatable() {
		assertThat(this.generator.summarize(1000)).isEqualTo(this.generator.summarize(1000));
	}

}
