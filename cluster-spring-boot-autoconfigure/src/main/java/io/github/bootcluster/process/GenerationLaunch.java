package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * What all workers of one generation are launched with, whatever becomes of the files
 * that it was read from.
 *
 * @since 0.1.0
 */
public final class GenerationLaunch implements AutoCloseable {

	private final Launch launch;

	private final @Nullable Path workingDirectory;

	private final Map<String, String> environment;

	private final ArgumentAdapters adapters;

	private final UnaryOperator<List<String>> expansion;

	private final PinnedJar jar;

	private final List<String> notes;

	private final Map<List<String>, List<String>> expanded = new ConcurrentHashMap<>();

	/**
	 * Create a new launch.
	 * @param launch the launch
	 * @param workingDirectory the working directory of the workers, or {@code null} if
	 * they inherit it
	 * @param environment variables of the workers
	 * @param adapters what differs from worker to worker
	 * @param expansion replaces argument files by their content
	 * @param jar the jar of this generation
	 * @param notes what a person should know about this generation
	 */
	GenerationLaunch(Launch launch, @Nullable Path workingDirectory, Map<String, String> environment,
			ArgumentAdapters adapters, UnaryOperator<List<String>> expansion, PinnedJar jar, List<String> notes) {
		this.launch = launch;
		this.workingDirectory = workingDirectory;
		this.environment = Map.copyOf(environment);
		this.adapters = adapters;
		this.expansion = expansion;
		this.jar = jar;
		this.notes = List.copyOf(notes);
	}

	Launch launch() {
		return this.launch;
	}

	@Nullable Path workingDirectory() {
		return this.workingDirectory;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	ArgumentAdapters adapters() {
		return this.adapters;
	}

	List<String> notes() {
		return this.notes;
	}

	/**
	 * Return arguments with the content that their argument files had when this
	 * generation first needed them.
	 * @param arguments the arguments
	 * @return the expanded arguments
	 */
	List<String> expand(List<String> arguments) {
		return this.expanded.computeIfAbsent(arguments, this.expansion);
	}

	/**
	 * Give back what is held for workers of this generation, of which there will be no
	 * more.
	 */
	@Override
	public void close() {
		this.jar.delete();
	}

}
