package io.github.bootcluster.integration;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scrape in one of the text formats of Prometheus, read as strictly as they are
 * specified: the lines of a family stand together, what describes it comes first and
 * once, and no series is there twice.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 * formats</a>
 */
final class PrometheusText {

	private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";

	private static final String VALUE = "\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";

	private static final String LABELS = "(?:[a-zA-Z_][a-zA-Z0-9_]*=" + VALUE + "(?:,|(?=})))*";

	private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE|UNIT) (" + NAME + ") (.*)");

	private static final Pattern SAMPLE = Pattern
		.compile("(" + NAME + ")(?:\\{(" + LABELS + ")})? (\\S+)(?: [0-9.]+)?(?: # \\{" + LABELS + "} .*)?");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=(" + VALUE + ")");

	private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped", "unknown",
			"info", "stateset", "gaugehistogram");

	private static final Set<String> SUFFIXES = Set.of("", "_total", "_created", "_count", "_sum", "_bucket", "_info",
			"_gcount", "_gsum");

	private final Map<Series, Double> samples = new LinkedHashMap<>();

	private final Set<String> families = new HashSet<>();

	private final Set<String> heads = new HashSet<>();

	private String family = "";

	private PrometheusText() {
	}

	/**
	 * Read a scrape in the format of Prometheus.
	 * @param text the scrape
	 * @return what it says
	 */
	static PrometheusText parse(String text) {
		assertThat(text).endsWith("\n").doesNotContain("# EOF");
		return read(text.lines().toList());
	}

	/**
	 * Read a scrape in the format of OpenMetrics.
	 * @param text the scrape
	 * @return what it says
	 */
	static PrometheusText parseOpenMetrics(String text) {
		assertThat(text).endsWith("\n# EOF\n").containsOnlyOnce("# EOF");
		List<String> lines = text.lines().toList();
		return read(lines.subList(0, lines.size() - 1));
	}

	private static PrometheusText read(List<String> lines) {
		PrometheusText text = new PrometheusText();
		lines.forEach(text::line);
		return text;
	}

	private void line(String line) {
		if (line.startsWith("#")) {
			head(match(HEAD, line), line);
		}
		else {
			sample(match(SAMPLE, line), line);
		}
	}

	private void head(Matcher head, String line) {
		enter(head.group(2), line);
		assertThat(this.heads.add(head.group(1) + " " + this.family)).as("is the only one: " + line).isTrue();
		assertThat(this.samples.keySet().stream().map(Series::family)).as("is before the samples: " + line)
			.doesNotContain(this.family);
		if (head.group(1).equals("TYPE")) {
			assertThat(TYPES).contains(head.group(3));
		}
	}

	private void sample(Matcher sample, String line) {
		String name = sample.group(1);
		if (!name.startsWith(this.family) || !SUFFIXES.contains(name.substring(this.family.length()))) {
			enter(name, line);
		}
		Map<String, String> labels = new TreeMap<>();
		Matcher label = LABEL.matcher((sample.group(2) != null) ? sample.group(2) : "");
		while (label.find()) {
			String value = label.group(2).substring(1, label.group(2).length() - 1);
			assertThat(labels.put(label.group(1), value)).as("has each label once: " + line).isNull();
		}
		Double previous = this.samples.put(new Series(this.family, name, labels), value(sample.group(3)));
		assertThat(previous).as("is the only one of its series: " + line).isNull();
	}

	private void enter(String name, String line) {
		if (!name.equals(this.family)) {
			assertThat(this.families.add(name)).as("stands with its family: " + line).isTrue();
			this.family = name;
		}
	}

	private static Matcher match(Pattern pattern, String line) {
		Matcher matcher = pattern.matcher(line);
		assertThat(matcher.matches()).as("is well-formed: " + line).isTrue();
		return matcher;
	}

	private static double value(String value) {
		return switch (value) {
			case "+Inf" -> Double.POSITIVE_INFINITY;
			case "-Inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.parseDouble(value);
		};
	}

	/**
	 * Return the values of a series by worker.
	 * @param name the name
	 * @param labels labels that it must have, key and value in turn
	 * @return the sum of the values of each worker that has some
	 */
	Map<String, Double> byWorker(String name, String... labels) {
		Map<String, Double> values = new TreeMap<>();
		this.samples.forEach((series, value) -> {
			if (series.matches(name, labels)) {
				values.merge(series.labels().getOrDefault("worker", ""), value, Double::sum);
			}
		});
		return values;
	}

	double sum(String name, String... labels) {
		return byWorker(name, labels).values().stream().mapToDouble(Double::doubleValue).sum();
	}

	Set<String> families() {
		return this.families;
	}

	/**
	 * Return the values of the label {@code worker}, one empty for series without it.
	 * @return the values
	 */
	Set<String> workers() {
		Set<String> workers = new HashSet<>();
		this.samples.keySet().forEach((series) -> workers.add(series.labels().getOrDefault("worker", "")));
		return workers;
	}

	/**
	 * A series.
	 *
	 * @param family the family
	 * @param name the name of the sample
	 * @param labels the labels
	 */
	private record Series(String family, String name, Map<String, String> labels) {

		boolean matches(String name, String... labels) {
			for (int i = 0; i < labels.length; i += 2) {
				if (!labels[i + 1].equals(this.labels.get(labels[i]))) {
					return false;
				}
			}
			return this.name.equals(name);
		}

	}

}
