package io.github.bootcluster.metrics;

import io.github.bootcluster.Cluster;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;

import org.springframework.core.Ordered;

/**
 * {@link MeterFilter} that gives all meters of a worker a tag with its id, unless they
 * have that tag already. Meters of processes that are no workers stay as they are.
 *
 * @since 0.1.0
 */
public final class WorkerTagMeterFilter implements MeterFilter, Ordered {

	private final Tags tags;

	/**
	 * Create a new filter.
	 * @param cluster this process as a member of the cluster
	 */
	public WorkerTagMeterFilter(Cluster cluster) {
		Integer id = cluster.getWorkerId();
		this.tags = (id != null) ? Tags.of(WorkerTag.KEY, id.toString()) : Tags.empty();
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		return id.replaceTags(this.tags.and(id.getTagsAsIterable()));
	}

	/**
	 * Return the place of this filter: after those that add tags of the application.
	 * @return the lowest precedence
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
