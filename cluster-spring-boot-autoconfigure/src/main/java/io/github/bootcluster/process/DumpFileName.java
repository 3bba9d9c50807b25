package io.github.bootcluster.process;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of a heap dump or recording: in a directory the JVM chooses a name that holds
 * the process id, a file gets a name per worker.
 */
class DumpFileName {

	// measured: 17 takes %p literally here, 25 replaces it
	private static final int PROCESS_ID_SINCE = 25;

	private final Path workingDirectory;

	private final int javaVersion;

	/**
	 * Create a new file name.
	 * @param workingDirectory the working directory of the workers
	 * @param javaVersion the feature version of the workers' Java
	 */
	DumpFileName(Path workingDirectory, int javaVersion) {
		this.workingDirectory = workingDirectory;
		this.javaVersion = javaVersion;
	}

	/**
	 * Return the name of a worker's own file.
	 * @param path the path of a file or directory
	 * @param id the worker's id
	 * @return the worker's path
	 */
	String of(String path, int id) {
		if (Files.isDirectory(this.workingDirectory.resolve(path))) {
			return path;
		}
		return (this.javaVersion >= PROCESS_ID_SINCE) ? OutputFileName.of(path, id) : WorkerFileName.of(path, id);
	}

}
