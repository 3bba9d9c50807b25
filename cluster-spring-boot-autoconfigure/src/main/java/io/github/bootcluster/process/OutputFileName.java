package io.github.bootcluster.process;

/**
 * The name of a file that the JVM opens. {@code %p} stands for the process id, so that
 * such a name is unique already.
 */
final class OutputFileName {

	private static final String PROCESS_ID = "%p";

	private OutputFileName() {
	}

	/**
	 * Return the name of a worker's own file.
	 * @param path the path of the file
	 * @param id the worker's id
	 * @return the path of the worker's file
	 */
	static String of(String path, int id) {
		return path.contains(PROCESS_ID) ? path : WorkerFileName.of(path, id);
	}

}
