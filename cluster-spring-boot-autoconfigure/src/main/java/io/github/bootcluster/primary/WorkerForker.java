package io.github.bootcluster.primary;

import java.io.IOException;

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

}
