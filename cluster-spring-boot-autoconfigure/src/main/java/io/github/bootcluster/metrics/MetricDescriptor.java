package io.github.bootcluster.metrics;

import java.util.List;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Statistic;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a meter of all workers: that of Spring Boot, and two fields more.
 *
 * @param name the name
 * @param description the description
 * @param baseUnit the base unit
 * @param measurements the values
 * @param availableTags the tags that can be asked for
 * @param omittedWorkers the ids of the workers that did not answer in time, left out if
 * there are none
 * @since 0.1.0
 */
public record MetricDescriptor(String name, @Nullable String description, @Nullable String baseUnit,
		List<Sample> measurements, List<AvailableTag> availableTags,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> omittedWorkers) implements OperationResponseBody {

	/**
	 * A value.
	 *
	 * @param statistic what it is
	 * @param value the value
	 * @param worker the id of the worker that it is of, left out if it is of all
	 * @since 0.1.0
	 */
	public record Sample(Statistic statistic, Double value,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer worker) {

	}

	/**
	 * A tag that can be asked for.
	 *
	 * @param tag the key
	 * @param values the values that it has in any worker
	 * @since 0.1.0
	 */
	public record AvailableTag(String tag, SortedSet<String> values) {

	}

}
