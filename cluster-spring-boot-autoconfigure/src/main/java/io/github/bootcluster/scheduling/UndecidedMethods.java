package io.github.bootcluster.scheduling;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scheduled methods of which nobody said whether all workers are to run them. Safe
 * for use by several threads.
 */
class UndecidedMethods {

	private static final int SHOWN = 3;

	private final Set<ScheduledMethod> methods = Collections.synchronizedSet(new LinkedHashSet<>());

	void add(ScheduledMethod method) {
		this.methods.add(method);
	}

	boolean isEmpty() {
		return this.methods.isEmpty();
	}

	String describe(int workers) {
		return "Each of the %d workers runs what is @Scheduled: %s. ".formatted(workers, names())
				+ "Annotate what is to be run once per cluster with @RunOnLeader, "
				+ "or set cluster.scheduled-tasks=leader for all of it, "
				+ "or cluster.scheduled-tasks=all if every worker is to run it";
	}

	private String names() {
		List<ScheduledMethod> all = List.of(this.methods.toArray(ScheduledMethod[]::new));
		String shown = all.stream().limit(SHOWN).map(ScheduledMethod::toString).collect(Collectors.joining(", "));
		return (all.size() > SHOWN) ? "%s and %d more".formatted(shown, all.size() - SHOWN) : shown;
	}

}
