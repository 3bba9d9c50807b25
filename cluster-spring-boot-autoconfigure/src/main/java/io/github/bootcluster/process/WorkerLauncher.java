package io.github.bootcluster.process;

import java.io.IOException;

/**
 * Starts worker processes.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WorkerLauncher {

	/**
	 * Start a worker.
	 * @param command what it takes to start it
	 * @param output receives what it writes to its standard output and standard error
	 * @return the process
	 * @throws IOException if the operating system does not start it
	 */
	WorkerProcess launch(WorkerCommand command, WorkerOutput output) throws IOException;

}
