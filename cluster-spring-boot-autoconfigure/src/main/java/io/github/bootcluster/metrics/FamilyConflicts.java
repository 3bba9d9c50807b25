package io.github.bootcluster.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns, once for each family, that a worker has another idea of it than those before, so
 * that its series are left out.
 */
final class FamilyConflicts {

	private static final Log logger = LogFactory.getLog(FamilyConflicts.class);

	private final Set<String> families = ConcurrentHashMap.newKeySet();

	void warn(String family, Scrape scrape) {
		if (this.families.add(family)) {
			logger.warn(("The series '%s' of worker %s are left out of the metrics of the cluster: "
					+ "their type or unit is not that of the other workers")
				.formatted(family, scrape.worker()));
		}
	}

}
