package io.github.bootcluster.primary;

import java.io.IOException;
import java.util.Set;

/**
 * Launches workers.
 */
@FunctionalInterface
interface WorkerForker {

	/**
	 * Launch a worker.
	 * @param id the worker's id
	 * @param generation the worker's generation
	 * @param workers the number of workers that share the machine
	 * @return the launched worker
	 * @throws IOException if it cannot be launched
	 */
	ForkedWorker fork(int id, int generation, int workers) throws IOException;

	/**
	 * Give back what is held for workers of generations that will never be forked again.
	 * @param generations the generations that there are, or may be again
	 */
	default void retain(Set<Integer> generations) {
	}

}
