package io.github.bootcluster.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The command as the JVM itself remembers it. Less exact than the command line: spaces
 * within the application's arguments are lost.
 */
class InputArguments {

	private static final String MODULE_PATH = "--module-path";

	private final List<String> arguments;

	private final Properties properties;

	/**
	 * Create input arguments.
	 * @param arguments the input arguments of the JVM
	 * @param properties the system properties
	 */
	InputArguments(List<String> arguments, Properties properties) {
		this.arguments = arguments;
		this.properties = properties;
	}

	/**
	 * Return the command.
	 * @param executable the launcher
	 * @param variables what the environment added, which is not part of the command
	 * @return the command
	 * @throws IllegalStateException if the JVM was not started by a {@code java} launcher
	 */
	JavaCommand toCommand(Path executable, JvmVariables variables) {
		String run = getRun();
		JavaTarget target = findTarget(run);
		String name = (target instanceof JavaTarget.JarFile jar) ? jar.path() : run.split(" ", 2)[0];
		return new JavaCommand(executable, getJvmArguments(variables, target), target, split(run, name));
	}

	private String getRun() {
		String run = this.properties.getProperty("sun.java.command", "");
		if (run.isEmpty()) {
			throw new IllegalStateException("This JVM does not know its main class because it was not started by "
					+ "the 'java' command. Start the application with 'java' to run it as a cluster");
		}
		return run;
	}

	private JavaTarget findTarget(String run) {
		if (this.properties.containsKey("jdk.module.main")) {
			return new JavaTarget.Module(run.split(" ", 2)[0]);
		}
		String jar = getClassPath().split(File.pathSeparator, 2)[0];
		return isJarRun(run, jar) ? new JavaTarget.JarFile(jar) : new JavaTarget.MainClass(run.split(" ", 2)[0]);
	}

	// with -jar the class path is the jar, followed by those of agents
	private boolean isJarRun(String run, String jar) {
		return !jar.isEmpty() && (run.equals(jar) || run.startsWith(jar + " "));
	}

	private List<String> split(String run, String name) {
		String arguments = run.substring(name.length()).strip();
		return arguments.isEmpty() ? List.of() : List.of(arguments.split(" +"));
	}

	private List<String> getJvmArguments(JvmVariables variables, JavaTarget target) {
		List<String> result = new ArrayList<>(this.arguments);
		joined(variables.before()).forEach(result::remove);
		Collections.reverse(result);
		variables.after().forEach(result::remove);
		Collections.reverse(result);
		result.removeIf((argument) -> argument.startsWith("-Djdk.module.main"));
		addModulePath(result);
		addClassPath(result, target);
		return result;
	}

	// the launcher hands "--add-opens a/b=c" on to the JVM as "--add-opens=a/b=c"
	private Stream<String> joined(Stream<String> arguments) {
		List<String> result = new ArrayList<>();
		String option = null;
		for (String argument : arguments.toList()) {
			result.add(join(option, argument));
			option = LauncherOption.takesValue(argument) ? argument : null;
		}
		return result.stream();
	}

	private String join(@Nullable String option, String argument) {
		if (option == null) {
			return argument;
		}
		return (option.equals("-p") ? MODULE_PATH : option) + "=" + argument;
	}

	private void addModulePath(List<String> result) {
		String modulePath = this.properties.getProperty("jdk.module.path", "");
		if (!modulePath.isEmpty() && result.stream().noneMatch((argument) -> argument.startsWith(MODULE_PATH))) {
			result.add(MODULE_PATH);
			result.add(modulePath);
		}
	}

	private void addClassPath(List<String> result, JavaTarget target) {
		if (!(target instanceof JavaTarget.JarFile) && !getClassPath().isEmpty()) {
			result.add("-cp");
			result.add(getClassPath());
		}
	}

	private String getClassPath() {
		return this.properties.getProperty("java.class.path", "");
	}

}
