package io.github.bootcluster.integration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrometheusText}, which must refuse what Prometheus refuses.
 */
class PrometheusTextTests {

	@Test
	void parseWhenValidReadsTheSamples() {
		PrometheusText text = PrometheusText.parse("""
				# HELP a_total How "many"
				# TYPE a_total counter
				a_total{worker="1",x="a\\"}\\\\"} 1.5
				a_total{worker="2",x="y"} 2
				b 3 1790000000
				""");
		assertThat(text.byWorker("a_total")).containsEntry("1", 1.5).containsEntry("2", 2.0);
		assertThat(text.sum("a_total", "x", "y")).isEqualTo(2);
		assertThat(text.workers()).containsExactlyInAnyOrder("1", "2", "");
		assertThat(text.families()).containsExactlyInAnyOrder("a_total", "b");
	}

	@Test
	void parseOpenMetricsWhenValidReadsTheSamples() {
		PrometheusText text = PrometheusText.parseOpenMetrics("""
				# TYPE a counter
				# UNIT a seconds
				a_total{x="y"} 1.0 # {span_id="7"} 0.5 1790000000.1
				a_created{x="y"} 1790000000.1
				# EOF
				""");
		assertThat(text.sum("a_total")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a{x=\"1\"} 1\na{x=\"1\"} 2\n", "# TYPE a gauge\n# TYPE a gauge\na 1\n",
			"a 1\n# TYPE a gauge\n", "a 1\nb 1\na{x=\"1\"} 1\n",
			"# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\na{x=\"1\"} 2\n", "a{x=\"1\",x=\"2\"} 1\n", "a{x=\"1} 1\n",
			"a{x=\"1\" 1\n", "a{x=\"\\t\"} 1\n", "a{1x=\"1\"} 1\n", "a-b 1\n", "a one\n", "a 1",
			"# TYPE a speed\na 1\n", "a 1\n# EOF\n" })
	void parseWhenInvalidFails(String text) {
		assertThatExceptionOfType(Throwable.class).isThrownBy(() -> PrometheusText.parse(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a 1\n", "a 1\n# EOF\na 2\n# EOF\n", "a 1\n# EOF" })
	void parseOpenMetricsWhenItDoesNotEndOnceFails(String text) {
		assertThatExceptionOfType(Throwable.class).isThrownBy(() -> PrometheusText.parseOpenMetrics(text));
	}

}
