package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What it takes to start a worker.
 *
 * @param command the command line, the executable first
 * @param environment the variables to set; all others are inherited
 * @param workingDirectory the working directory, or {@code null} to inherit it
 * @param notes what a person should know about this worker, one sentence or two each
 * @since 0.1.0
 */
public record WorkerCommand(List<String> command, Map<String, String> environment, @Nullable Path workingDirectory,
		List<String> notes) {

	public WorkerCommand {
		command = List.copyOf(command);
		environment = Map.copyOf(environment);
		notes = List.copyOf(notes);
	}

}
