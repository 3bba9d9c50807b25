package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The directory in which the primary was started, by the name that the user's shell had
 * for it: {@code /opt/app/current} rather than {@code /opt/app/releases/42}, which is all
 * that the kernel remembers.
 *
 * @param path the path, possibly of a symbolic link
 * @param initial the directory that it led to at first
 */
record StartDirectory(Path path, Path initial) {

	/**
	 * The logical working directory (POSIX, XBD 8.3).
	 */
	private static final String VARIABLE = "PWD";

	/**
	 * Return the start directory of a process. The variable is believed only if it is
	 * right: a program that changes its directory need not change the variable.
	 * @param environment the environment of the process
	 * @param initial the working directory of the process, without symbolic links
	 * @return the start directory
	 */
	static StartDirectory of(Map<String, String> environment, Path initial) {
		Path logical = parse(environment.getOrDefault(VARIABLE, ""));
		boolean right = logical != null && logical.isAbsolute() && initial.equals(findTarget(logical));
		return new StartDirectory((right && logical != null) ? logical : initial, initial);
	}

	/**
	 * Return the directory that the path leads to now.
	 * @return the directory, or the initial one if it leads to none
	 */
	Path resolve() {
		Path target = findTarget(this.path);
		return (target != null) ? target : this.initial;
	}

	private static @Nullable Path parse(String value) {
		try {
			return Path.of(value);
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	private static @Nullable Path findTarget(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
