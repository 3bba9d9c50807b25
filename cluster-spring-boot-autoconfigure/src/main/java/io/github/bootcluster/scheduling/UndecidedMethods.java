package io.github.bootcluster.scheduling;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The scheduled methods of which nobody said whether all workers are to run them. Safe
 * for use by several threads.
 */
class UndecidedMethods {

	private static final Log logger = LogFactory.getLog(UndecidedMethods.class);

	private static final int SHOWN = 3;

	private final Set<ScheduledMethod> methods = ConcurrentHashMap.newKeySet();

	void add(ScheduledMethod method) {
		this.methods.add(method);
	}

	/**
	 * Warn of them, if there are any.
	 * @param workers the number of workers that run them
	 */
	void warn(int workers) {
		if (!this.methods.isEmpty()) {
			logger.warn("Each of the %d workers runs what is @Scheduled: %s. ".formatted(workers, names())
					+ "Annotate what is to be run once per cluster with @RunOnLeader, "
					+ "or set cluster.scheduled-tasks=leader for all of it, "
					+ "or cluster.scheduled-tasks=all if every worker is to run it");
		}
	}

	private String names() {
		List<String> names = Arrays.stream(this.methods.toArray()).map(Object::toString).sorted().toList();
		String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
		return (names.size() > SHOWN) ? "%s and %d more".formatted(shown, names.size() - SHOWN) : shown;
	}

}
