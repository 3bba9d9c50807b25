package io.github.bootcluster.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the paths of the primary's command line absolute, for workers with another
 * working directory.
 */
class PrimaryPaths {

	private static final Pattern PATHS = Pattern
		.compile("(--(?:class-path|module-path|upgrade-module-path)=|-Djava\\.class\\.path=|-Xbootclasspath/a:)(.*)");

	private static final Pattern FILE = Pattern.compile("(-javaagent:|-agentpath:|-XX:(?:SharedArchiveFile|AOTCache|"
			+ "AOTConfiguration|Flags|VMOptionsFile)=|--patch-module=[^=]*=)([^=]+)(.*)");

	private final Path directory;

	/**
	 * Create new paths.
	 * @param directory the working directory of the primary
	 */
	PrimaryPaths(Path directory) {
		this.directory = directory;
	}

	/**
	 * Return the arguments with absolute paths.
	 * @param arguments the JVM arguments of the primary
	 * @return the arguments
	 */
	List<String> resolve(List<String> arguments) {
		List<String> result = new ArrayList<>();
		String previous = "";
		for (String argument : arguments) {
			result.add(LauncherOption.isPath(previous) ? resolvePaths(argument) : resolve(argument));
			previous = argument;
		}
		return List.copyOf(result);
	}

	/**
	 * Return the target with an absolute path.
	 * @param target the target of the primary
	 * @return the target
	 */
	JavaTarget resolve(JavaTarget target) {
		if (target instanceof JavaTarget.JarFile jar) {
			return new JavaTarget.JarFile(resolvePath(jar.path()));
		}
		return (target instanceof JavaTarget.SourceFile source) ? new JavaTarget.SourceFile(resolvePath(source.path()))
				: target;
	}

	/**
	 * Return a class path with absolute entries. An empty entry is the working directory.
	 * @param paths the class path
	 * @return the class path
	 */
	String resolvePaths(String paths) {
		return Stream.of(paths.split(File.pathSeparator, -1))
			.map(this::resolvePath)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private String resolve(String argument) {
		Matcher paths = PATHS.matcher(argument);
		if (paths.matches()) {
			return paths.group(1) + resolvePaths(paths.group(2));
		}
		Matcher file = FILE.matcher(argument);
		return file.matches() ? file.group(1) + resolvePath(file.group(2)) + file.group(3) : argument;
	}

	private String resolvePath(String path) {
		return path.equals(".") ? this.directory.toString() : this.directory.resolve(path).toString();
	}

}
