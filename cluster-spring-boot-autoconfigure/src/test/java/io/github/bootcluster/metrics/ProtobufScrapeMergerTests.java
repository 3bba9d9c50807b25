package io.github.bootcluster.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.LabelPair;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_35_0.Metrics.MetricType;
import org.junit.jupiter.api.Test;

import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProtobufScrapeMerger}, which read what it writes with Prometheus' own
 * classes. Their package has a version: the newest is the one to import.
 */
class ProtobufScrapeMergerTests {

	private final PrometheusMeterRegistry first = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final PrometheusMeterRegistry second = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	@Test
	void familyWhenInSeveralScrapesIsWrittenOnceWithAllItsSeries() {
		Counter.builder("jobs").description("Jobs").tag("worker", "1").register(this.first).increment(2);
		Counter.builder("jobs").description("Jobs").tag("worker", "2").register(this.second).increment(3);
		assertThat(merge()).singleElement().satisfies((family) -> {
			assertThat(family.getName()).isEqualTo("jobs_total");
			assertThat(family.getHelp()).isEqualTo("Jobs");
			assertThat(family.getType()).isEqualTo(MetricType.COUNTER);
			assertThat(describe(family)).containsExactly("worker=1", "worker=2");
			assertThat(family.getMetric(1).getCounter().getValue()).isEqualTo(3);
		});
	}

	@Test
	void histogramKeepsItsBuckets() {
		Timer.builder("work").tag("worker", "1").publishPercentileHistogram().register(this.first);
		Timer timer = Timer.builder("work").tag("worker", "2").publishPercentileHistogram().register(this.second);
		timer.record(Duration.ofMillis(100));
		MetricFamily family = merge().stream()
			.filter((candidate) -> candidate.getType() == MetricType.HISTOGRAM)
			.findFirst()
			.orElseThrow();
		MetricFamily expected = scrape(this.second).stream()
			.filter((candidate) -> candidate.getType() == MetricType.HISTOGRAM)
			.findFirst()
			.orElseThrow();
		assertThat(family.getMetricCount()).isEqualTo(2);
		assertThat(family.getMetric(1)).isEqualTo(expected.getMetric(0));
	}

	@Test
	void seriesWithoutTheLabelGetIt() {
		this.first.gauge("load", 4711.5);
		assertThat(merge()).singleElement().satisfies((family) -> {
			assertThat(describe(family)).containsExactly("worker=1");
			assertThat(family.getMetric(0).getGauge().getValue()).isEqualTo(4711.5);
		});
	}

	@Test
	void labelOfTheApplicationWhenItHasAnotherValueIsExported() {
		Counter.builder("jobs").tags("a", "b", "worker", "import").register(this.first).increment();
		Counter.builder("jobs").tags("a", "b", "worker", "import").register(this.second).increment();
		assertThat(merge()).singleElement()
			.satisfies((family) -> assertThat(describe(family)).containsExactly("worker=1 a=b exported_worker=import",
					"worker=2 a=b exported_worker=import"));
	}

	@Test
	void seriesOfThePrimaryAreWrittenOnce() {
		Counter.builder("restarts").tags("reason", "crash", "worker", "primary").register(this.first).increment();
		Counter.builder("restarts").tags("reason", "crash", "worker", "primary").register(this.second).increment();
		Counter.builder("restarts").tags("reason", "other", "worker", "primary").register(this.second).increment();
		assertThat(merge()).singleElement()
			.satisfies((family) -> assertThat(describe(family)).containsExactly("reason=crash worker=primary",
					"reason=other worker=primary"));
	}

	@Test
	void familyWhenOfAnotherTypeIsLeftOut() {
		this.first.gauge("odd", 1);
		this.second.summary("odd").record(2);
		assertThat(merge()).filteredOn((family) -> family.getName().equals("odd"))
			.singleElement()
			.satisfies((family) -> assertThat(describe(family)).containsExactly("worker=1"));
	}

	@Test
	void numbersOfAnyLengthAreReadAndWritten() {
		for (long number : new long[] { 0, 127, 128, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE }) {
			byte[] bytes = new ProtobufWriter().writeVarint(number).toByteArray();
			ProtobufReader reader = new ProtobufReader(bytes, 0);
			assertThat(reader.readVarint()).isEqualTo(number);
			assertThat(reader.getPosition()).isEqualTo(bytes.length);
		}
	}

	private List<MetricFamily> merge() {
		return parse(new ProtobufScrapeMerger(new FamilyConflicts())
			.merge(List.of(new Scrape("1", write(this.first)), new Scrape("2", write(this.second)))));
	}

	private static List<MetricFamily> scrape(PrometheusMeterRegistry registry) {
		return parse(write(registry));
	}

	private static byte[] write(PrometheusMeterRegistry registry) {
		return Objects.requireNonNull(new PrometheusScrapeEndpoint(registry.getPrometheusRegistry(), null)
			.scrape(PrometheusOutputFormat.CONTENT_TYPE_PROTOBUF, null)
			.getBody());
	}

	private static List<MetricFamily> parse(byte[] bytes) {
		List<MetricFamily> families = new ArrayList<>();
		ByteArrayInputStream input = new ByteArrayInputStream(bytes);
		try {
			for (MetricFamily family = MetricFamily.parseDelimitedFrom(input); family != null; family = MetricFamily
				.parseDelimitedFrom(input)) {
				families.add(family);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return families;
	}

	private static List<String> describe(MetricFamily family) {
		return family.getMetricList().stream().map(ProtobufScrapeMergerTests::describe).toList();
	}

	private static String describe(Metric metric) {
		return String.join(" ", metric.getLabelList().stream().map(ProtobufScrapeMergerTests::describe).toList());
	}

	private static String describe(LabelPair label) {
		return label.getName() + "=" + label.getValue();
	}

}
