package io.github.bootcluster.process;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Allows native calls where Java would warn about them (JEP 454, JEP 472).
 */
final class NativeAccessDefault implements DefaultArgument {

	private static final int SINCE = 22;

	private static final String OPTION = "--enable-native-access";

	private static final String UNNAMED = "ALL-UNNAMED";

	private final int javaVersion;

	/**
	 * Create a new default.
	 * @param javaVersion the feature version of the workers' Java
	 */
	NativeAccessDefault(int javaVersion) {
		this.javaVersion = javaVersion;
	}

	@Override
	public @Nullable String get(List<String> given, int workers) {
		return (this.javaVersion < SINCE || isGiven(given)) ? null : OPTION + "=" + UNNAMED;
	}

	private boolean isGiven(List<String> given) {
		String previous = "";
		for (String argument : given) {
			if (isUnnamed(argument, OPTION + "=") || (previous.equals(OPTION) && isUnnamed(argument, ""))) {
				return true;
			}
			previous = argument;
		}
		return false;
	}

	private boolean isUnnamed(String argument, String prefix) {
		return argument.startsWith(prefix) && List.of(argument.substring(prefix.length()).split(",")).contains(UNNAMED);
	}

}
