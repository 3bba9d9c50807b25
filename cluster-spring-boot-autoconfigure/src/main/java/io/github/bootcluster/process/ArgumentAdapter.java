package io.github.bootcluster.process;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Changes an argument that two JVMs cannot share, such as a port or the name of a file.
 */
interface ArgumentAdapter {

	/**
	 * Adapt an argument to a worker.
	 * @param argument the argument of the primary
	 * @param id the worker's id
	 * @param notes takes what a person should know about the change
	 * @return the argument of the worker, or {@code null} if it has none
	 */
	@Nullable String adapt(String argument, int id, Consumer<String> notes);

}
