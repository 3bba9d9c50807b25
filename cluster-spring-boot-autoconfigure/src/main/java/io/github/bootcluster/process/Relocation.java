package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes a launch independent of the working directory of the primary.
 */
class Relocation {

	private static final String CLASS_PATH_VARIABLE = "CLASSPATH";

	private final Path directory;

	private final PrimaryPaths paths;

	private final @Nullable String classPathVariable;

	/**
	 * Create a new relocation.
	 * @param directory the working directory of the primary
	 * @param environment the environment of the primary
	 */
	Relocation(Path directory, Map<String, String> environment) {
		this.directory = directory;
		this.paths = new PrimaryPaths(this::resolve);
		this.classPathVariable = environment.get(CLASS_PATH_VARIABLE);
	}

	/**
	 * Return the launch with absolute paths.
	 * @param launch the launch of the primary
	 * @return the launch
	 */
	Launch apply(Launch launch) {
		Launch resolved = this.paths.apply(launch);
		return usesWorkingDirectory(resolved) ? resolved.mapCommand(this::addClassPath) : resolved;
	}

	/**
	 * Return the variables that hold paths of the primary.
	 * @return the variables to set
	 */
	Map<String, String> getEnvironment() {
		String classPath = this.classPathVariable;
		return (classPath != null) ? Map.of(CLASS_PATH_VARIABLE, this.paths.resolvePaths(classPath)) : Map.of();
	}

	private String resolve(String path) {
		return path.equals(".") ? this.directory.toString() : this.directory.resolve(path).toString();
	}

	// the working directory is the class path of a class when there is no other
	private boolean usesWorkingDirectory(Launch launch) {
		return launch.command().target() instanceof JavaTarget.MainClass && this.classPathVariable == null
				&& launch.allArguments().stream().noneMatch(this::isClassPath);
	}

	private boolean isClassPath(String argument) {
		return LauncherOption.isClassPath(argument) || argument.startsWith("--class-path=")
				|| argument.startsWith("-Djava.class.path=");
	}

	private JavaCommand addClassPath(JavaCommand command) {
		List<String> arguments = new ArrayList<>(command.jvmArguments());
		arguments.addAll(List.of("-cp", this.directory.toString()));
		return command.withJvmArguments(arguments);
	}

}
