package io.github.bootcluster.worker;

/**
 * Decides which of the workers does what is to be done once per cluster and generation.
 * The primary keeps the claims. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface TaskClaims {

	/**
	 * Claim a task. If another worker has claimed it, wait until that worker has
	 * completed it, or has ended before it did. The wait has no timeout and cannot be
	 * interrupted.
	 * @param name the name of the task
	 * @return {@code true} if this worker is to do the task and to {@link #complete} it
	 * then; {@code false} if it was completed by another worker, or if this worker is
	 * about to stop
	 */
	boolean claim(String name);

	/**
	 * Have the other workers told that a claimed task was completed.
	 * @param name the name of the task
	 */
	void complete(String name);

}
