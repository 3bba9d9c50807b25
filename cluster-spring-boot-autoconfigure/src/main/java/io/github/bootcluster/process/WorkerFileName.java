package io.github.bootcluster.process;

import java.util.List;

/**
 * The name that a worker gives to a file that every worker would otherwise write.
 *
 * @since 0.1.0
 */
public final class WorkerFileName {

	private static final List<String> SPECIAL = List.of("/dev/", "/proc/");

	private WorkerFileName() {
	}

	/**
	 * Return the name of a worker's own file: {@code logs/gc.log} becomes
	 * {@code logs/gc-worker-2.log}. A directory (a path with a slash at its end) and a
	 * device stay what they are.
	 * @param path the path of the file
	 * @param id the worker's id
	 * @return the path of the worker's file
	 */
	public static String of(String path, int id) {
		int start = path.lastIndexOf('/') + 1;
		if (start == path.length() || SPECIAL.stream().anyMatch(path::startsWith)) {
			return path;
		}
		int dot = path.lastIndexOf('.');
		int end = (dot > start) ? dot : path.length();
		return path.substring(0, end) + "-worker-" + id + path.substring(end);
	}

}
