package io.github.bootcluster;

/**
 * The part that a process plays in a cluster, decided once before any bean exists.
 *
 * @since 0.1.0
 */
public enum ClusterRole {

	/**
	 * The process that launches and supervises the workers and serves no requests itself.
	 */
	PRIMARY,

	/**
	 * A process that was launched by a primary and runs the application.
	 */
	WORKER,

	/**
	 * A process that runs the application on its own, as if there was no cluster.
	 */
	STANDALONE

}
