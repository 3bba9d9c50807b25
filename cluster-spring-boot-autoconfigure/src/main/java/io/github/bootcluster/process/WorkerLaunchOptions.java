package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a worker is to differ from the primary. In the arguments and the values of the
 * environment, <code>{id}</code> stands for the worker's id.
 *
 * @param jvmArguments JVM arguments to add; they win over the primary's
 * @param arguments arguments of the application to add
 * @param environment environment variables to set
 * @param mainClass the main class, or {@code null} for that of the primary
 * @param workingDirectory the working directory, or {@code null} for that of the primary
 * @since 0.1.0
 */
public record WorkerLaunchOptions(List<String> jvmArguments, List<String> arguments, Map<String, String> environment,
		@Nullable String mainClass, @Nullable Path workingDirectory) {

	private static final String ID = "{id}";

	public WorkerLaunchOptions {
		jvmArguments = List.copyOf(jvmArguments);
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
	}

	/**
	 * Return options with which a worker is started as the primary was.
	 * @return the options
	 */
	public static WorkerLaunchOptions none() {
		return new WorkerLaunchOptions(List.of(), List.of(), Map.of(), null, null);
	}

	/**
	 * Return the options of one worker.
	 * @param id the worker's id
	 * @return the options without placeholders
	 */
	WorkerLaunchOptions forWorker(int id) {
		Map<String, String> environment = new LinkedHashMap<>(this.environment);
		environment.replaceAll((name, value) -> replace(value, id));
		return new WorkerLaunchOptions(replace(this.jvmArguments, id), replace(this.arguments, id), environment,
				this.mainClass, this.workingDirectory);
	}

	private static List<String> replace(List<String> values, int id) {
		return values.stream().map((value) -> replace(value, id)).toList();
	}

	private static String replace(String value, int id) {
		return value.replace(ID, String.valueOf(id));
	}

}
