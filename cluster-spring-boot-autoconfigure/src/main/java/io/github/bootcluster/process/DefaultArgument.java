package io.github.bootcluster.process;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An argument that workers have unless the user said otherwise.
 */
interface DefaultArgument {

	/**
	 * Return the argument.
	 * @param given all arguments of the worker that the user gave, in the order of the
	 * JVM
	 * @param workers the number of workers
	 * @return the argument, or {@code null} if the user said otherwise
	 */
	@Nullable String get(List<String> given, int workers);

}
