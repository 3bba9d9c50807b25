package io.github.bootcluster.process;

import java.util.Set;

/**
 * The options of the {@code java} launcher that take their value from the next argument
 * ({@code IsWhiteSpaceOption} in the JDK's {@code java.c}).
 */
final class LauncherOption {

	/**
	 * Ends the expansion of argument files.
	 */
	static final String DISABLE_ARGUMENT_FILES = "--disable-@files";

	private static final Set<String> MODULE = Set.of("-m", "--module");

	private static final Set<String> CLASS_PATH = Set.of("-cp", "-classpath", "--class-path");

	private static final Set<String> MODULE_PATH = Set.of("-p", "--module-path", "--upgrade-module-path");

	private static final Set<String> OTHERS = Set.of("--add-modules", "--limit-modules", "--add-exports", "--add-opens",
			"--add-reads", "--patch-module", "--enable-native-access", "-d", "--describe-module", "--source");

	private LauncherOption() {
	}

	/**
	 * Return whether the option takes the next argument as its value.
	 * @param option the option
	 * @return {@code true} if the next argument belongs to it
	 */
	static boolean takesValue(String option) {
		return isModule(option) || isPath(option) || OTHERS.contains(option);
	}

	/**
	 * Return whether the value of the option names the module to run.
	 * @param option the option
	 * @return {@code true} if so
	 */
	static boolean isModule(String option) {
		return MODULE.contains(option);
	}

	/**
	 * Return whether the value of the option is the class path.
	 * @param option the option
	 * @return {@code true} if so
	 */
	static boolean isClassPath(String option) {
		return CLASS_PATH.contains(option);
	}

	/**
	 * Return whether the value of the option is a list of paths.
	 * @param option the option
	 * @return {@code true} if so
	 */
	static boolean isPath(String option) {
		return isClassPath(option) || MODULE_PATH.contains(option);
	}

}
