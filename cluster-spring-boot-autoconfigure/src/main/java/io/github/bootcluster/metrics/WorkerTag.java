package io.github.bootcluster.metrics;

import io.micrometer.core.instrument.Tag;

/**
 * The tag that tells the meters of the workers from each other.
 */
final class WorkerTag {

	static final String KEY = "worker";

	/**
	 * The value of what the primary tells all workers, and what is the same in all of
	 * them therefore.
	 */
	static final String PRIMARY = "primary";

	/**
	 * What Prometheus, too, puts in front of the name of a label that it needs itself.
	 */
	static final String EXPORTED_PREFIX = "exported_";

	private WorkerTag() {
	}

	static Tag ofPrimary() {
		return Tag.of(KEY, PRIMARY);
	}

}
