package io.github.bootcluster.process;

import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Creates the commands of workers from the one that started the primary. What a worker
 * needs by default comes first, then what the primary was started with, then the
 * hand-over, then what the user wants workers to have: the last one wins.
 *
 * @since 0.1.0
 */
public final class WorkerCommandFactory {

	private final JavaRuntime runtime;

	private final WorkerLaunchOptions options;

	private final CommandLine commandLine;

	private final List<DefaultArgument> defaults;

	private final ArgumentAdapters adapters;

	private final @Nullable Path workingDirectory;

	private final @Nullable Relocation relocation;

	/**
	 * Create a new factory.
	 * @param runtime what the primary was started with
	 * @param options how workers are to differ from it
	 * @param directory an existing private directory for argument files
	 */
	public WorkerCommandFactory(JavaRuntime runtime, WorkerLaunchOptions options, Path directory) {
		this(runtime, options, new CommandLine(directory, runtime.getCharset(), Charset.defaultCharset()),
				Runtime.version().feature());
	}

	/**
	 * Create a new factory.
	 * @param runtime what the primary was started with
	 * @param options how workers are to differ from it
	 * @param commandLine the form of the command
	 * @param javaVersion the feature version of the workers' Java
	 */
	WorkerCommandFactory(JavaRuntime runtime, WorkerLaunchOptions options, CommandLine commandLine, int javaVersion) {
		Path inherited = runtime.getWorkingDirectory();
		Path own = options.workingDirectory();
		this.runtime = runtime;
		this.options = options;
		this.commandLine = commandLine;
		this.defaults = List.of(new HeapDefault(), new OutOfMemoryDefault(), new NativeAccessDefault(javaVersion));
		this.workingDirectory = (own != null) ? inherited.resolve(own) : null;
		this.adapters = new ArgumentAdapters((own != null) ? inherited.resolve(own) : inherited, javaVersion);
		this.relocation = (own != null) ? new Relocation(inherited, runtime.getEnvironment()) : null;
	}

	/**
	 * Create the command of a worker. The primary's command is read anew, argument files
	 * included.
	 * @param id the worker's id
	 * @param workers the number of workers that share the memory
	 * @param systemProperties the system properties to hand over
	 * @return the command
	 * @throws IllegalStateException if it cannot be found out how this JVM was started
	 * @throws UncheckedIOException if a file of the command cannot be read or written
	 */
	public WorkerCommand create(int id, int workers, Map<String, String> systemProperties) {
		List<String> notes = new ArrayList<>();
		WorkerLaunchOptions options = this.options.forWorker(id);
		Launch launch = readPrimary().mapArguments((arguments) -> this.adapters.adapt(arguments, id, notes::add));
		JavaCommand command = launch.command()
			.withJvmArguments(getJvmArguments(launch, options, workers, systemProperties))
			.withAddedArguments(options.arguments());
		return new WorkerCommand(this.commandLine.create(id, command), getEnvironment(launch, options),
				this.workingDirectory, notes);
	}

	/**
	 * Return how much of the memory each worker may use as its heap.
	 * @param workers the number of workers that share the memory
	 * @return the share
	 * @throws IllegalStateException if it cannot be found out how this JVM was started
	 */
	public HeapShare getHeapShare(int workers) {
		WorkerLaunchOptions options = this.options.forWorker(1);
		return HeapShare.of(workers, getGiven(readPrimary(), options));
	}

	private Launch readPrimary() {
		Launch launch = new Launch(this.runtime.getCommand(), this.runtime.getVariables());
		return replaceMainClass((this.relocation != null) ? this.relocation.apply(launch) : launch);
	}

	private Launch replaceMainClass(Launch launch) {
		String mainClass = this.options.mainClass();
		return (mainClass != null)
				? launch.mapCommand(new MainClassReplacement(mainClass, this.runtime.getWorkingDirectory())::apply)
				: launch;
	}

	private List<String> getJvmArguments(Launch launch, WorkerLaunchOptions options, int workers,
			Map<String, String> systemProperties) {
		Stream<String> defaults = getDefaults(getGiven(launch, options), workers);
		Stream<String> primary = launch.command().jvmArguments().stream();
		Stream<String> handOver = systemProperties.entrySet()
			.stream()
			.map((property) -> "-D" + property.getKey() + "=" + property.getValue());
		return Stream.of(defaults, primary, handOver, expand(options.jvmArguments()).stream())
			.flatMap((arguments) -> arguments)
			.toList();
	}

	private Stream<String> getDefaults(List<String> given, int workers) {
		return this.defaults.stream().map((argument) -> argument.get(given, workers)).filter(Objects::nonNull);
	}

	private List<String> getGiven(Launch launch, WorkerLaunchOptions options) {
		JvmVariables variables = launch.variables().with(options.environment(), this.runtime.newExpander());
		List<String> arguments = new ArrayList<>(launch.command().jvmArguments());
		arguments.addAll(expand(options.jvmArguments()));
		return new Launch(launch.command().withJvmArguments(arguments), variables).allArguments();
	}

	private List<String> expand(List<String> arguments) {
		return this.runtime.newExpander().expand(arguments);
	}

	private Map<String, String> getEnvironment(Launch launch, WorkerLaunchOptions options) {
		Map<String, String> environment = new LinkedHashMap<>();
		if (this.relocation != null) {
			environment.putAll(this.relocation.getEnvironment());
		}
		environment.putAll(launch.variables().changesFrom(this.runtime.getVariables()));
		environment.putAll(options.environment());
		return environment;
	}

}
