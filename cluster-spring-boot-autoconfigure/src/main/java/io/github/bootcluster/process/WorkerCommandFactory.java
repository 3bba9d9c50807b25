package io.github.bootcluster.process;

import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Creates the commands of workers from the one that started the primary. What a worker
 * needs by default comes first, then what the primary was started with, then the
 * hand-over, then what the user wants workers to have: the last one wins.
 *
 * @since 0.1.0
 */
public final class WorkerCommandFactory {

	/**
	 * Options whose file is only of use with the very jar it was made from, by path and
	 * time.
	 */
	private static final Pattern ARCHIVE = Pattern
		.compile("-XX:(?:(?:SharedArchiveFile|ArchiveClassesAtExit|AOTCache|AOTCacheOutput|AOTConfiguration)=.*"
				+ "|\\+AutoCreateSharedArchive)");

	private final JavaRuntime runtime;

	private final WorkerLaunchOptions options;

	private final Path directory;

	private final CommandLine commandLine;

	private final List<DefaultArgument> defaults;

	private final int javaVersion;

	/**
	 * Create a new factory.
	 * @param runtime what the primary was started with
	 * @param options how workers are to differ from it
	 * @param directory an existing private directory for argument files and jars
	 */
	public WorkerCommandFactory(JavaRuntime runtime, WorkerLaunchOptions options, Path directory) {
		this(runtime, options, directory, new CommandLine(directory, runtime.getCharset(), Charset.defaultCharset()),
				Runtime.version().feature());
	}

	/**
	 * Create a new factory.
	 * @param runtime what the primary was started with
	 * @param options how workers are to differ from it
	 * @param directory an existing private directory for jars
	 * @param commandLine the form of the command
	 * @param javaVersion the feature version of the workers' Java
	 */
	WorkerCommandFactory(JavaRuntime runtime, WorkerLaunchOptions options, Path directory, CommandLine commandLine,
			int javaVersion) {
		this.runtime = runtime;
		this.options = options;
		this.directory = directory;
		this.commandLine = commandLine;
		this.defaults = List.of(new HeapDefault(), new OutOfMemoryDefault(), new NativeAccessDefault(javaVersion));
		this.javaVersion = javaVersion;
	}

	/**
	 * Read anew what started the primary, argument files and symbolic links included, and
	 * keep it for the workers of a generation. The jar of {@code java -jar} is copied.
	 * @param generation the generation
	 * @return the launch, to be closed by the caller
	 * @throws IllegalStateException if it cannot be found out how this JVM was started
	 * @throws UncheckedIOException if a file of the command cannot be read
	 */
	public GenerationLaunch read(int generation) {
		Path inherited = this.runtime.getWorkingDirectory();
		Launch primary = new RealPaths(inherited).apply(readPrimary());
		PinnedJar jar = new PinnedJar(this.directory.resolve("generation-" + generation));
		List<String> notes = new ArrayList<>();
		try {
			return complete(pin(primary, inherited, jar, notes::add), inherited, jar, notes);
		}
		catch (RuntimeException ex) {
			jar.delete();
			throw ex;
		}
	}

	private GenerationLaunch complete(Launch primary, Path inherited, PinnedJar jar, List<String> notes) {
		Path own = this.options.workingDirectory();
		Path directory = (own != null) ? inherited.resolve(own) : inherited;
		Relocation relocation = (own != null) ? new Relocation(inherited, this.runtime.getEnvironment()) : null;
		Launch launch = replaceMainClass((relocation != null) ? relocation.apply(primary) : primary, inherited);
		return new GenerationLaunch(launch, directory.equals(this.runtime.getInitialDirectory()) ? null : directory,
				(relocation != null) ? relocation.getEnvironment() : Map.of(),
				new ArgumentAdapters(directory, this.javaVersion), this::expand, jar, notes);
	}

	private Launch pin(Launch launch, Path directory, PinnedJar jar, Consumer<String> notes) {
		if (!(launch.command().target() instanceof JavaTarget.JarFile target)) {
			return launch;
		}
		Path original = directory.resolve(target.path());
		if (usesArchive(launch)) {
			notes.accept(("Workers run from %s itself, as an archive of classes fits no copy of a jar. "
					+ "Replace it by 'mv' only")
				.formatted(original));
			return launch;
		}
		Path pinned = jar.pin(original);
		return pinned.equals(original) ? launch
				: launch.mapCommand((command) -> command.withTarget(new JavaTarget.JarFile(pinned.toString())));
	}

	private boolean usesArchive(Launch launch) {
		return getGiven(launch, this.options.forWorker(1), this::expand).stream()
			.anyMatch((argument) -> ARCHIVE.matcher(argument).matches());
	}

	/**
	 * Create the command of a worker.
	 * @param generation what the worker's generation is launched with
	 * @param id the worker's id
	 * @param workers the number of workers that share the memory
	 * @param systemProperties the system properties to hand over
	 * @return the command
	 * @throws UncheckedIOException if a file of the command cannot be read or written
	 */
	public WorkerCommand create(GenerationLaunch generation, int id, int workers,
			Map<String, String> systemProperties) {
		List<String> notes = new ArrayList<>(generation.notes());
		WorkerLaunchOptions options = this.options.forWorker(id);
		Launch launch = generation.launch()
			.mapArguments((arguments) -> generation.adapters().adapt(arguments, id, notes::add));
		List<String> defaults = getDefaults(getGiven(launch, options, generation::expand), workers).toList();
		JavaCommand command = launch.command()
			.withJvmArguments(Stream
				.of(defaults, launch.command().jvmArguments(), toArguments(systemProperties),
						generation.expand(options.jvmArguments()))
				.flatMap(List::stream)
				.toList())
			.withAddedArguments(options.arguments());
		return new WorkerCommand(this.commandLine.create(id, command), getEnvironment(generation, launch, options),
				generation.workingDirectory(), notes);
	}

	private List<String> toArguments(Map<String, String> systemProperties) {
		return systemProperties.entrySet()
			.stream()
			.map((property) -> "-D" + property.getKey() + "=" + property.getValue())
			.toList();
	}

	/**
	 * Return how much of the memory each worker may use as its heap.
	 * @param workers the number of workers that share the memory
	 * @return the share
	 * @throws IllegalStateException if it cannot be found out how this JVM was started
	 */
	public HeapShare getHeapShare(int workers) {
		Launch launch = replaceMainClass(readPrimary(), this.runtime.getWorkingDirectory());
		return HeapShare.of(workers, getGiven(launch, this.options.forWorker(1), this::expand));
	}

	private Launch readPrimary() {
		return new Launch(this.runtime.getCommand(), this.runtime.getVariables());
	}

	private Launch replaceMainClass(Launch launch, Path directory) {
		String mainClass = this.options.mainClass();
		return (mainClass != null) ? launch.mapCommand(new MainClassReplacement(mainClass, directory)::apply) : launch;
	}

	private Stream<String> getDefaults(List<String> given, int workers) {
		return this.defaults.stream().map((argument) -> argument.get(given, workers)).filter(Objects::nonNull);
	}

	private List<String> getGiven(Launch launch, WorkerLaunchOptions options, UnaryOperator<List<String>> expansion) {
		JvmVariables variables = launch.variables().with(options.environment(), this.runtime.newExpander());
		List<String> arguments = new ArrayList<>(launch.command().jvmArguments());
		arguments.addAll(expansion.apply(options.jvmArguments()));
		return new Launch(launch.command().withJvmArguments(arguments), variables).allArguments();
	}

	private List<String> expand(List<String> arguments) {
		return this.runtime.newExpander().expand(arguments);
	}

	private Map<String, String> getEnvironment(GenerationLaunch generation, Launch launch,
			WorkerLaunchOptions options) {
		Map<String, String> environment = new LinkedHashMap<>(generation.environment());
		environment.putAll(launch.variables().changesFrom(JvmVariables.unexpanded(this.runtime.getEnvironment())));
		environment.putAll(options.environment());
		return environment;
	}

}
