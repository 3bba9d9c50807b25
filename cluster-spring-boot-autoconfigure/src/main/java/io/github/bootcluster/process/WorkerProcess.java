package io.github.bootcluster.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The process of a worker, seen from outside.
 *
 * @since 0.1.0
 */
public interface WorkerProcess {

	/**
	 * Return the process id.
	 * @return the process id
	 */
	long pid();

	/**
	 * Return whether the process has not ended.
	 * @return {@code true} if it runs
	 */
	boolean isAlive();

	/**
	 * Return what completes with the exit code once the process has ended and its last
	 * line has been passed on, 2 seconds after the end at the latest. If a signal ended
	 * the process, the exit code is 128 plus its number.
	 * @return the exit of the process
	 * @see Signals
	 */
	CompletableFuture<Integer> onExit();

	/**
	 * Ask the process to end (SIGTERM). Does nothing if it has ended.
	 */
	void terminate();

	/**
	 * End the process at once (SIGKILL). Does nothing if it has ended.
	 */
	void kill();

	/**
	 * Return the last lines of the output so far, 100 at most.
	 * @return the lines, the oldest first
	 */
	List<String> lastLines();

}
