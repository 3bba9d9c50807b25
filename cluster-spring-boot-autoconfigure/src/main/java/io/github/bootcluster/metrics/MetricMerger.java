package io.github.bootcluster.metrics;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

import io.github.bootcluster.metrics.MetricDescriptor.AvailableTag;
import io.github.bootcluster.metrics.MetricDescriptor.Sample;
import io.micrometer.core.instrument.Statistic;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Makes one description of a meter of those of several workers: what was counted is added
 * up, of the maxima the largest one counts, and values are added up where that means
 * something and stand side by side otherwise.
 */
final class MetricMerger {

	private MetricMerger() {
	}

	/**
	 * Merge the descriptions of a meter.
	 * @param answers the descriptions, of which there is at least one
	 * @param tags the tags that were asked for
	 * @return the description of all
	 */
	static MetricDescriptor merge(WorkerAnswers<WorkerMetric> answers, List<String> tags) {
		WorkerAnswer<WorkerMetric> first = answers.answers().get(0);
		WorkerMetric metric = first.content();
		List<Sample> measurements = metric.isOfPrimary(tags) ? mergeSamples(List.of(first), true)
				: mergeSamples(answers.answers(), SummableValues.include(metric.name(), metric.baseUnit()));
		return new MetricDescriptor(metric.name(), metric.description(), metric.baseUnit(), measurements,
				mergeTags(answers.contents()), answers.omitted());
	}

	private static List<Sample> mergeSamples(List<WorkerAnswer<WorkerMetric>> answers, boolean summable) {
		MultiValueMap<Statistic, Sample> samples = new LinkedMultiValueMap<>();
		for (WorkerAnswer<WorkerMetric> answer : answers) {
			answer.content()
				.measurements()
				.forEach((sample) -> samples.add(sample.statistic(),
						new Sample(sample.statistic(), sample.value(), answer.worker())));
		}
		return samples.entrySet()
			.stream()
			.flatMap((entry) -> mergeSamples(entry.getKey(), entry.getValue(), summable))
			.toList();
	}

	private static Stream<Sample> mergeSamples(Statistic statistic, List<Sample> samples, boolean summable) {
		return switch (statistic) {
			case COUNT, TOTAL, TOTAL_TIME, ACTIVE_TASKS, DURATION -> Stream.of(reduce(statistic, samples, Double::sum));
			case MAX -> Stream.of(reduce(statistic, samples, Double::max));
			case VALUE, UNKNOWN -> summable ? Stream.of(reduce(statistic, samples, Double::sum)) : samples.stream();
		};
	}

	// what one worker cannot say does not spoil what the others say
	private static Sample reduce(Statistic statistic, List<Sample> samples, BinaryOperator<Double> operator) {
		double value = samples.stream()
			.map(Sample::value)
			.filter((candidate) -> !candidate.isNaN())
			.reduce(operator)
			.orElse(Double.NaN);
		return new Sample(statistic, value, null);
	}

	private static List<AvailableTag> mergeTags(List<WorkerMetric> metrics) {
		Map<String, SortedSet<String>> tags = new TreeMap<>();
		metrics.stream()
			.flatMap((metric) -> metric.availableTags().stream())
			.forEach((tag) -> tags.computeIfAbsent(tag.tag(), (key) -> new TreeSet<>()).addAll(tag.values()));
		return tags.entrySet().stream().map((entry) -> new AvailableTag(entry.getKey(), entry.getValue())).toList();
	}

}
