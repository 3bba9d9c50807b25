package io.github.bootcluster.metrics;

import java.util.List;
import java.util.SortedSet;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of the names of the meters of all workers.
 *
 * @param names the names
 * @param omittedWorkers the ids of the workers that did not answer in time, left out if
 * there are none
 * @since 0.1.0
 */
public record MetricNamesDescriptor(SortedSet<String> names,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> omittedWorkers) implements OperationResponseBody {

}
