package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * All that has to differ between the primary's arguments and a worker's.
 */
class ArgumentAdapters {

	private final List<ArgumentAdapter> adapters;

	/**
	 * Create the adapters.
	 * @param directory the working directory of the workers
	 * @param javaVersion the feature version of the workers' Java
	 */
	ArgumentAdapters(Path directory, int javaVersion) {
		DumpFileName dumpFileName = new DumpFileName(directory, javaVersion);
		this.adapters = List.of(new DebuggerAdapter(), new JmxPortAdapter(), new UnifiedLoggingAdapter(),
				new OutputFileAdapter(), new HeapDumpAdapter(dumpFileName), new FlightRecordingAdapter(dumpFileName));
	}

	/**
	 * Adapt arguments to a worker.
	 * @param arguments the arguments of the primary
	 * @param id the worker's id
	 * @param notes takes what a person should know about the changes
	 * @return the arguments of the worker
	 */
	List<String> adapt(List<String> arguments, int id, Consumer<String> notes) {
		List<String> result = new ArrayList<>();
		for (String argument : arguments) {
			String adapted = adapt(argument, id, notes);
			if (adapted != null) {
				result.add(adapted);
			}
		}
		return List.copyOf(result);
	}

	private @Nullable String adapt(String argument, int id, Consumer<String> notes) {
		String result = argument;
		for (ArgumentAdapter adapter : this.adapters) {
			result = (result != null) ? adapter.adapt(result, id, notes) : null;
		}
		return result;
	}

}
