package io.github.bootcluster.process;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes the paths in the primary's command line.
 */
class PrimaryPaths {

	private static final Pattern PATHS = Pattern
		.compile("(--(?:class-path|module-path|upgrade-module-path)=|-Djava\\.class\\.path=|-Xbootclasspath/a:)(.*)");

	private static final Pattern FILE = Pattern.compile("(-javaagent:|-agentpath:|-XX:(?:SharedArchiveFile|AOTCache|"
			+ "AOTConfiguration|Flags|VMOptionsFile)=|--patch-module=[^=]*=)([^=]+)(.*)");

	private final UnaryOperator<String> change;

	/**
	 * Create new paths.
	 * @param change the change of one path
	 */
	PrimaryPaths(UnaryOperator<String> change) {
		this.change = change;
	}

	/**
	 * Return the launch with changed paths.
	 * @param launch the launch of the primary
	 * @return the launch
	 */
	Launch apply(Launch launch) {
		return launch.mapArguments(this::resolve)
			.mapCommand((command) -> command.withTarget(resolve(command.target())));
	}

	private List<String> resolve(List<String> arguments) {
		List<String> result = new ArrayList<>();
		String previous = "";
		for (String argument : arguments) {
			result.add(LauncherOption.isPath(previous) ? resolvePaths(argument) : resolve(argument));
			previous = argument;
		}
		return List.copyOf(result);
	}

	private JavaTarget resolve(JavaTarget target) {
		if (target instanceof JavaTarget.JarFile jar) {
			return new JavaTarget.JarFile(this.change.apply(jar.path()));
		}
		return (target instanceof JavaTarget.SourceFile source)
				? new JavaTarget.SourceFile(this.change.apply(source.path())) : target;
	}

	/**
	 * Return a class path with changed entries. An empty entry is the working directory.
	 * @param paths the class path
	 * @return the class path
	 */
	String resolvePaths(String paths) {
		return Stream.of(paths.split(File.pathSeparator, -1))
			.map(this.change)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private String resolve(String argument) {
		Matcher paths = PATHS.matcher(argument);
		if (paths.matches()) {
			return paths.group(1) + resolvePaths(paths.group(2));
		}
		Matcher file = FILE.matcher(argument);
		return file.matches() ? file.group(1) + this.change.apply(file.group(2)) + file.group(3) : argument;
	}

}
