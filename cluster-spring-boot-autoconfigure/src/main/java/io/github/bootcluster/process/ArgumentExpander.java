package io.github.bootcluster.process;

import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces {@code @argfiles} by their content, once and up to the main class, as the
 * launcher does. Holds the launcher's state: {@code JDK_JAVA_OPTIONS} goes first, then
 * the command line.
 */
class ArgumentExpander {

	private final ArgumentFiles files;

	private boolean disabled;

	private boolean valueExpected;

	private boolean targetSeen;

	ArgumentExpander(ArgumentFiles files) {
		this.files = files;
	}

	/**
	 * Expand the next arguments.
	 * @param arguments the arguments as they were given
	 * @return the arguments that the launcher sees
	 */
	List<String> expand(List<String> arguments) {
		return arguments.stream().flatMap(this::expand).toList();
	}

	private Stream<String> expand(String argument) {
		if (isSourceOptionWithValue(argument)) {
			return Stream.of(argument.trim().split("\\s+")).flatMap(this::expand);
		}
		return isReference(argument) ? dereference(argument.substring(1)) : Stream.of(note(argument));
	}

	// the first line of a script holds all its options in one argument (JEP 330)
	private boolean isSourceOptionWithValue(String argument) {
		return isExpanding() && argument.startsWith("--source") && argument.indexOf(' ') != -1;
	}

	private boolean isReference(String argument) {
		return isExpanding() && argument.startsWith("@") && argument.length() > 1;
	}

	private boolean isExpanding() {
		return !this.targetSeen && !this.disabled;
	}

	private Stream<String> dereference(String name) {
		return name.startsWith("@") ? Stream.of(note(name)) : this.files.read(name).stream().map(this::note);
	}

	private String note(String argument) {
		if (argument.startsWith("-")) {
			noteOption(argument);
		}
		else {
			this.targetSeen |= !this.valueExpected;
			this.valueExpected = false;
		}
		return argument;
	}

	private void noteOption(String option) {
		this.valueExpected = LauncherOption.takesValue(option) && !LauncherOption.isModule(option);
		this.targetSeen |= option.startsWith("--module=");
		this.disabled |= option.equals(LauncherOption.DISABLE_ARGUMENT_FILES);
	}

}
