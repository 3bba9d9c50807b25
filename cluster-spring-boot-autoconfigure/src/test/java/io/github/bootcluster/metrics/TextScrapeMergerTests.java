package io.github.bootcluster.metrics;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextScrapeMerger}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TextScrapeMergerTests {

	private final TextScrapeMerger merger = new TextScrapeMerger(new FamilyConflicts(), "");

	@Test
	void familiesWhenInSeveralScrapesAreWrittenOnceWithAllTheirSamples() {
		String first = """
				# HELP a_total How many
				# TYPE a_total counter
				a_total{worker="1",x="y"} 1.0
				# TYPE b gauge
				b{worker="1"} 5.0
				""";
		String second = """
				# HELP a_total How many
				# TYPE a_total counter
				a_total{worker="2",x="y"} 2.0
				a_total{worker="2",x="z"} 3.0
				# TYPE c gauge
				c{worker="2"} 7.0
				""";
		assertThat(merge(first, second)).isEqualTo("""
				# HELP a_total How many
				# TYPE a_total counter
				a_total{worker="1",x="y"} 1.0
				a_total{worker="2",x="y"} 2.0
				a_total{worker="2",x="z"} 3.0
				# TYPE b gauge
				b{worker="1"} 5.0
				# TYPE c gauge
				c{worker="2"} 7.0
				""");
	}

	@Test
	void samplesWithoutTheLabelGetIt() {
		assertThat(merge("""
				# TYPE a gauge
				a 1.0
				# TYPE b gauge
				b{x="y"} 2.0
				# TYPE c gauge
				c{} 3.0
				""")).isEqualTo("""
				# TYPE a gauge
				a{worker="1"} 1.0
				# TYPE b gauge
				b{worker="1",x="y"} 2.0
				# TYPE c gauge
				c{worker="1"} 3.0
				""");
	}

	@Test
	void labelOfTheApplicationWhenItHasAnotherValueIsExported() {
		assertThat(merge("""
				# TYPE jobs gauge
				jobs{kind="x",worker="import",y="z"} 1.0
				""", """
				# TYPE jobs gauge
				jobs{kind="x",worker="import",y="z"} 2.0
				""")).isEqualTo("""
				# TYPE jobs gauge
				jobs{worker="1",kind="x",exported_worker="import",y="z"} 1.0
				jobs{worker="2",kind="x",exported_worker="import",y="z"} 2.0
				""");
	}

	@Test
	void labelWhenItsNameOnlyEndsLikeItOrItsValueLooksLikeItIsAnother() {
		assertThat(merge("""
				# TYPE a gauge
				a{coworker="9",text="worker=\\"8\\",worker=\\"7\\"}"} 1.0
				""")).isEqualTo("""
				# TYPE a gauge
				a{worker="1",coworker="9",text="worker=\\"8\\",worker=\\"7\\"}"} 1.0
				""");
	}

	@Test
	void labelWhenItsValueEndsWithABackslashEndsThere() {
		assertThat(merge("""
				# TYPE a gauge
				a{path="C:\\\\",worker="1"} 1.0
				""")).contains("a{path=\"C:\\\\\",worker=\"1\"} 1.0");
	}

	@Test
	void samplesOfThePrimaryAreWrittenOnceAsTheFirstWorkerHasThem() {
		assertThat(merge("""
				# TYPE cluster_workers gauge
				cluster_workers{state="listening",worker="primary"} 2.0
				cluster_workers{state="failed",worker="primary"} 1.0
				""", """
				# TYPE cluster_workers gauge
				cluster_workers{state="listening",worker="primary"} 3.0
				cluster_workers{state="new",worker="primary"} 0.0
				""")).isEqualTo("""
				# TYPE cluster_workers gauge
				cluster_workers{state="listening",worker="primary"} 2.0
				cluster_workers{state="failed",worker="primary"} 1.0
				cluster_workers{state="new",worker="primary"} 0.0
				""");
	}

	@Test
	void scrapeWhenOfNoWorkerStaysAsItIs() {
		byte[] content = bytes("# TYPE cluster_worker_up gauge\ncluster_worker_up{worker=\"2\"} 0.0\n");
		assertThat(text(this.merger.merge(List.of(new Scrape(null, content))))).isEqualTo(text(content));
	}

	@Test
	void familyWhenOfAnotherTypeIsLeftOutAndWarnedOfOnce(CapturedOutput output) {
		String first = "# TYPE a gauge\na 1.0\n";
		String second = "# TYPE a counter\na 2.0\n# TYPE b gauge\nb 1.0\n";
		for (int i = 0; i < 2; i++) {
			assertThat(merge(first, second)).isEqualTo("""
					# TYPE a gauge
					a{worker="1"} 1.0
					# TYPE b gauge
					b{worker="2"} 1.0
					""");
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("The series 'a' of worker 2"))).hasSize(1);
	}

	@Test
	void familyWhenOfAnotherUnitIsLeftOut(CapturedOutput output) {
		assertThat(merge("# TYPE a_s gauge\n# UNIT a_s s\na_s 1.0\n", "# TYPE a_s gauge\na_s 2.0\n"))
			.isEqualTo("# TYPE a_s gauge\n# UNIT a_s s\na_s{worker=\"1\"} 1.0\n");
		assertThat(output).contains("The series 'a_s' of worker 2");
	}

	@Test
	void histogramsWithAllTheirSamplesAreOneFamily() {
		String histogram = """
				# HELP h_seconds Time \\n "quoted" \\\\ worker="9"
				# TYPE h_seconds histogram
				h_seconds_bucket{worker="%1$s",le="0.1"} 1
				h_seconds_bucket{worker="%1$s",le="+Inf"} 2
				h_seconds_count{worker="%1$s"} 2
				h_seconds_sum{worker="%1$s"} 0.5
				""";
		String merged = merge(histogram.formatted("1"), histogram.formatted("2"));
		assertThat(merged).startsWith(histogram.formatted("1"));
		assertThat(merged.substring(histogram.formatted("1").length()))
			.isEqualTo(histogram.formatted("2").lines().skip(2).map((line) -> line + "\n").reduce("", String::concat));
	}

	@Test
	void openMetricsKeepsExemplarsAndEndsOnce() {
		TextScrapeMerger openMetrics = new TextScrapeMerger(new FamilyConflicts(), "# EOF\n");
		String scrape = """
				# TYPE a counter
				# UNIT a seconds
				# HELP a Help
				a_total{x="y"} 1.0 # {span_id="1",worker="9"} 1.0 1790000000.123
				a_created{x="y"} 1790000000.000
				# TYPE i info
				i_info{version="1"} 1
				# EOF
				""";
		assertThat(text(openMetrics.merge(scrapes(scrape, scrape)))).isEqualTo("""
				# TYPE a counter
				# UNIT a seconds
				# HELP a Help
				a_total{worker="1",x="y"} 1.0 # {span_id="1",worker="9"} 1.0 1790000000.123
				a_created{worker="1",x="y"} 1790000000.000
				a_total{worker="2",x="y"} 1.0 # {span_id="1",worker="9"} 1.0 1790000000.123
				a_created{worker="2",x="y"} 1790000000.000
				# TYPE i info
				i_info{worker="1",version="1"} 1
				i_info{worker="2",version="1"} 1
				# EOF
				""");
	}

	@Test
	void samplesWithoutHeadAreFamiliesOfTheirOwn() {
		assertThat(merge("# TYPE a gauge\na 1.0\nabc 2.0\n", "abc 3.0\n"))
			.isEqualTo("# TYPE a gauge\na{worker=\"1\"} 1.0\nabc{worker=\"1\"} 2.0\nabc{worker=\"2\"} 3.0\n");
	}

	@Test
	void scrapeWhenEmptyAddsNothing() {
		assertThat(merge("", "# TYPE a gauge\na 1.0\n", "\n")).isEqualTo("# TYPE a gauge\na{worker=\"2\"} 1.0\n");
	}

	@Test
	void textWhenNotAsciiIsKept() {
		assertThat(merge("# HELP a \u65e5\u672c\n# TYPE a gauge\na{city=\"K\u00f6ln \ud83d\ude00\"} 1.0\n")).isEqualTo(
				"# HELP a \u65e5\u672c\n# TYPE a gauge\n" + "a{worker=\"1\",city=\"K\u00f6ln \ud83d\ude00\"} 1.0\n");
	}

	private String merge(String... scrapes) {
		return text(this.merger.merge(scrapes(scrapes)));
	}

	private static List<Scrape> scrapes(String... scrapes) {
		return IntStream.range(0, scrapes.length)
			.mapToObj((i) -> new Scrape(Integer.toString(i + 1), bytes(scrapes[i])))
			.toList();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
