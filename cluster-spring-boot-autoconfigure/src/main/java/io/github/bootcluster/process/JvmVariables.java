package io.github.bootcluster.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The options that the environment adds to a command line.
 *
 * @param options the options by the name of the variable
 */
record JvmVariables(Map<String, List<String>> options) {

	private static final String LAUNCHER = "JDK_JAVA_OPTIONS";

	private static final String FIRST = "JAVA_TOOL_OPTIONS";

	private static final String LAST = "_JAVA_OPTIONS";

	/**
	 * Read the options from an environment.
	 * @param environment the environment
	 * @param expander the expander, before it has seen the command line
	 * @return the options
	 */
	static JvmVariables of(Map<String, String> environment, ArgumentExpander expander) {
		Map<String, List<String>> options = new LinkedHashMap<>(unexpanded(environment).options());
		options.computeIfPresent(LAUNCHER, (name, arguments) -> expander.expand(arguments));
		return new JvmVariables(options);
	}

	/**
	 * Read the options from an environment, leaving its argument files to the launcher.
	 * @param environment the environment
	 * @return the options as they are written
	 */
	static JvmVariables unexpanded(Map<String, String> environment) {
		Map<String, List<String>> options = new LinkedHashMap<>();
		Stream.of(FIRST, LAUNCHER, LAST)
			.filter(environment::containsKey)
			.forEach((name) -> options.put(name, OptionsVariable.parse(environment.getOrDefault(name, ""))));
		return new JvmVariables(options);
	}

	/**
	 * Return these options, those of another environment taking their place.
	 * @param environment the other environment
	 * @param expander the expander, before it has seen the command line
	 * @return the options
	 */
	JvmVariables with(Map<String, String> environment, ArgumentExpander expander) {
		Map<String, List<String>> all = new LinkedHashMap<>(this.options);
		all.putAll(of(environment, expander).options());
		return new JvmVariables(all);
	}

	/**
	 * Return these options, changed.
	 * @param change the change of the options of one variable
	 * @return the changed options
	 */
	JvmVariables map(UnaryOperator<List<String>> change) {
		Map<String, List<String>> changed = new LinkedHashMap<>(this.options);
		changed.replaceAll((name, arguments) -> change.apply(arguments));
		return new JvmVariables(changed);
	}

	/**
	 * Return the variables to set so that another JVM sees these options.
	 * @param inherited the options that it inherits
	 * @return the values of the variables that differ
	 */
	Map<String, String> changesFrom(JvmVariables inherited) {
		Map<String, String> changes = new LinkedHashMap<>();
		this.options.forEach((name, arguments) -> {
			if (!arguments.equals(inherited.options().get(name)) || disablesArgumentFiles(arguments)) {
				changes.put(name, format(name, arguments));
			}
		});
		return changes;
	}

	/**
	 * Return the options that the JVM sees before those of the command line.
	 * @return the options
	 */
	Stream<String> before() {
		return Stream.concat(get(FIRST).stream(), launcher().stream());
	}

	/**
	 * Return the options that the JVM sees after those of the command line.
	 * @return the options
	 */
	Stream<String> after() {
		return get(LAST).stream();
	}

	/**
	 * Return the options that the launcher puts at the start of the command line.
	 * @return the options
	 */
	List<String> launcher() {
		return get(LAUNCHER);
	}

	private List<String> get(String name) {
		return this.options.getOrDefault(name, List.of());
	}

	// it would reach into the worker's command line, which relies on argument files
	private boolean disablesArgumentFiles(List<String> arguments) {
		return arguments.contains(LauncherOption.DISABLE_ARGUMENT_FILES);
	}

	private String format(String name, List<String> arguments) {
		return OptionsVariable.format(name.equals(LAUNCHER) ? escape(arguments) : arguments);
	}

	private List<String> escape(List<String> arguments) {
		return arguments.stream()
			.filter((argument) -> !argument.equals(LauncherOption.DISABLE_ARGUMENT_FILES))
			.map((argument) -> argument.startsWith("@") ? "@" + argument : argument)
			.toList();
	}

}
