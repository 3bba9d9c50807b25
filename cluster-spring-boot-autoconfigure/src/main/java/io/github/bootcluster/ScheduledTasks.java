package io.github.bootcluster;

/**
 * Which workers run the scheduled tasks that are not annotated with {@link RunOnLeader}.
 *
 * @since 0.1.0
 */
public enum ScheduledTasks {

	/**
	 * All workers.
	 */
	ALL,

	/**
	 * The leader only.
	 */
	LEADER

}
