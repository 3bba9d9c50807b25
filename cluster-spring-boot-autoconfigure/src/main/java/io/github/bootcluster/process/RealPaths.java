package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Follows the symbolic links of a launch, so that it stays with the files that they lead
 * to now. A path without such a link stays as it was given.
 */
final class RealPaths {

	/**
	 * Stands for all jars of a directory in a class path.
	 */
	private static final String WILDCARD = "/*";

	private final Path directory;

	/**
	 * Create new real paths.
	 * @param directory what relative paths are relative to
	 */
	RealPaths(Path directory) {
		this.directory = directory;
	}

	/**
	 * Return the launch with the targets of its links.
	 * @param launch the launch of the primary
	 * @return the launch
	 */
	Launch apply(Launch launch) {
		UnaryOperator<String> change = this::resolve;
		return new PrimaryPaths(change).apply(launch)
			.mapCommand((command) -> command.withExecutable(Path.of(resolve(command.executable().toString()))));
	}

	private String resolve(String path) {
		return path.endsWith(WILDCARD) ? resolveFile(path.substring(0, path.length() - WILDCARD.length())) + WILDCARD
				: resolveFile(path);
	}

	private String resolveFile(String path) {
		try {
			Path given = this.directory.resolve(path);
			Path real = given.toRealPath();
			return real.equals(given.normalize()) ? path : real.toString();
		}
		catch (IOException | InvalidPathException ex) {
			return path;
		}
	}

}
