package io.github.bootcluster.metrics;

import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.Statistic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;

/**
 * A meter of one worker, as Spring Boot describes it.
 *
 * @param name the name
 * @param description the description
 * @param baseUnit the base unit
 * @param measurements the values
 * @param availableTags the tags that can be asked for
 */
record WorkerMetric(String name, @Nullable String description, @Nullable String baseUnit, List<Sample> measurements,
		List<AvailableTag> availableTags) {

	static WorkerMetric of(MetricsEndpoint.MetricDescriptor descriptor) {
		return new WorkerMetric(descriptor.getName(), descriptor.getDescription(), descriptor.getBaseUnit(),
				descriptor.getMeasurements()
					.stream()
					.map((sample) -> new Sample(sample.getStatistic(), sample.getValue()))
					.toList(),
				descriptor.getAvailableTags()
					.stream()
					.map((tag) -> new AvailableTag(tag.getTag(), tag.getValues()))
					.toList());
	}

	/**
	 * Return whether this is what the primary tells all workers.
	 * @param tags the tags that were asked for, which are not available any more
	 * @return {@code true} if all workers have the same
	 */
	boolean isOfPrimary(List<String> tags) {
		return tags.contains(WorkerTag.KEY + ":" + WorkerTag.PRIMARY) || this.availableTags.stream()
			.anyMatch((tag) -> tag.tag().equals(WorkerTag.KEY) && tag.values().equals(Set.of(WorkerTag.PRIMARY)));
	}

	/**
	 * A value.
	 *
	 * @param statistic what it is
	 * @param value the value
	 */
	record Sample(Statistic statistic, Double value) {

	}

	/**
	 * A tag that can be asked for.
	 *
	 * @param tag the key
	 * @param values the values
	 */
	record AvailableTag(String tag, Set<String> values) {

	}

}
