package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What this JVM was started with.
 *
 * @since 0.1.0
 */
public final class JavaRuntime {

	private static final String LAUNCHER = "java";

	private static final Log logger = LogFactory.getLog(JavaRuntime.class);

	private final ProcessFiles processFiles;

	private final Map<String, String> environment;

	private final Properties properties;

	private final Supplier<List<String>> inputArguments;

	private final ArgumentFiles argumentFiles;

	private final Path initialDirectory;

	private final StartDirectory startDirectory;

	/**
	 * Create a new runtime.
	 * @param processFiles what the operating system knows of the process
	 * @param environment the environment of the process
	 * @param properties the system properties
	 * @param inputArguments the input arguments of the JVM
	 */
	JavaRuntime(ProcessFiles processFiles, Map<String, String> environment, Properties properties,
			Supplier<List<String>> inputArguments) {
		this.processFiles = processFiles;
		this.environment = environment;
		this.properties = properties;
		this.inputArguments = inputArguments;
		this.initialDirectory = findInitialDirectory();
		this.startDirectory = StartDirectory.of(environment, this.initialDirectory);
		this.argumentFiles = new ArgumentFiles(this::getWorkingDirectory, getCharset());
	}

	/**
	 * Return the runtime of this JVM.
	 * @return the runtime
	 */
	public static JavaRuntime current() {
		return new JavaRuntime(new ProcessFiles(Path.of("/proc/self")), System.getenv(), System.getProperties(),
				ManagementFactory.getRuntimeMXBean()::getInputArguments);
	}

	/**
	 * Return the command that started this JVM, without what the environment adds to it.
	 * It is read anew at each call, argument files included.
	 * @return the command
	 * @throws IllegalStateException if this JVM was not started by a {@code java}
	 * launcher, or there is none to start another JVM with
	 */
	public JavaCommand getCommand() {
		try {
			if (this.processFiles.readExecutableName().equals(LAUNCHER)) {
				return readCommand();
			}
		}
		catch (IOException | UncheckedIOException | IllegalStateException ex) {
			logger.debug("The command line of this process is of no use, asking the JVM instead", ex);
		}
		return new InputArguments(this.inputArguments.get(), this.properties).toCommand(getDefaultExecutable(),
				getVariables());
	}

	private Path findInitialDirectory() {
		Path directory = this.processFiles.findWorkingDirectory();
		return (directory != null) ? directory : Path.of(this.properties.getProperty("user.dir", ""));
	}

	/**
	 * Return the working directory that this process would have if it were started now:
	 * where it was started through a symbolic link, that may lead elsewhere meanwhile.
	 * @return the directory
	 */
	public Path getWorkingDirectory() {
		return this.startDirectory.resolve();
	}

	/**
	 * Return the working directory that this process has had from its start.
	 * @return the directory
	 */
	Path getInitialDirectory() {
		return this.initialDirectory;
	}

	/**
	 * Return the environment of this process.
	 * @return the environment
	 */
	Map<String, String> getEnvironment() {
		return this.environment;
	}

	/**
	 * Return the options in the environment.
	 * @return the options
	 */
	JvmVariables getVariables() {
		return JvmVariables.of(this.environment, newExpander());
	}

	/**
	 * Return an expander for the arguments of one more command line.
	 * @return the expander
	 */
	ArgumentExpander newExpander() {
		return new ArgumentExpander(this.argumentFiles);
	}

	/**
	 * Return the charset of command lines. Where the locale has ASCII only, as is usual
	 * in containers, it is one that gives back every byte it cannot make sense of.
	 * @return the charset
	 */
	Charset getCharset() {
		String name = this.properties.getProperty("sun.jnu.encoding", "");
		Charset charset = (!name.isEmpty() && Charset.isSupported(name)) ? Charset.forName(name)
				: Charset.defaultCharset();
		return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.ISO_8859_1 : charset;
	}

	private JavaCommand readCommand() throws IOException {
		ArgumentExpander expander = newExpander();
		List<String> added = JvmVariables.of(this.environment, expander).launcher();
		List<String> commandLine = this.processFiles.readCommandLine(getCharset());
		List<String> arguments = withoutAdded(commandLine.subList(1, commandLine.size()), added);
		return JavaCommandParser.parse(getExecutable(commandLine.get(0)), expander.expand(arguments), this::isFile);
	}

	// a launcher built for musl executes itself once more, JDK_JAVA_OPTIONS included
	private List<String> withoutAdded(List<String> arguments, List<String> added) {
		boolean present = arguments.size() > added.size() && arguments.subList(0, added.size()).equals(added);
		return present ? arguments.subList(added.size(), arguments.size()) : arguments;
	}

	private boolean isFile(String name) {
		return Files.exists(getWorkingDirectory().resolve(name));
	}

	private Path getExecutable(String command) {
		return isLauncher(command) ? Path.of(command) : getDefaultExecutable();
	}

	private boolean isLauncher(String command) {
		try {
			Path path = Path.of(command);
			return path.isAbsolute() && Files.isExecutable(path) && path.toRealPath().endsWith(LAUNCHER);
		}
		catch (IOException | InvalidPathException ex) {
			return false;
		}
	}

	private Path getDefaultExecutable() {
		Path executable = Path.of(this.properties.getProperty("java.home", ""), "bin", LAUNCHER);
		if (!Files.isExecutable(executable)) {
			throw new IllegalStateException(("There is no executable '%s' to start workers with. "
					+ "Use a runtime that has its native commands (jlink without --strip-native-commands)")
				.formatted(executable));
		}
		return executable;
	}

}
