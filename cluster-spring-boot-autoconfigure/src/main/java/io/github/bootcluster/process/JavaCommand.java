package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command that starts a JVM, taken apart.
 *
 * @param executable the {@code java} launcher
 * @param jvmArguments the arguments before the target, argument files expanded
 * @param target what the JVM runs
 * @param arguments the arguments of the application
 * @since 0.1.0
 */
public record JavaCommand(Path executable, List<String> jvmArguments, JavaTarget target, List<String> arguments) {

	public JavaCommand {
		jvmArguments = List.copyOf(jvmArguments);
		arguments = List.copyOf(arguments);
	}

	/**
	 * Return the whole command line, the executable first. What starts with {@code @} but
	 * is no argument file is escaped as the launcher wants it.
	 * @return the command line
	 */
	public List<String> toArguments() {
		List<String> result = new ArrayList<>();
		result.add(this.executable.toString());
		launcherArguments().map(JavaCommand::escape).forEach(result::add);
		result.addAll(this.arguments);
		return List.copyOf(result);
	}

	/**
	 * Return everything after the executable the way it is written in an argument file,
	 * where nothing is expanded.
	 * @return the arguments
	 */
	List<String> toArgumentFile() {
		return Stream.concat(launcherArguments(), this.arguments.stream()).toList();
	}

	/**
	 * Return this command with another launcher.
	 * @param executable the launcher
	 * @return the command
	 */
	JavaCommand withExecutable(Path executable) {
		return new JavaCommand(executable, this.jvmArguments, this.target, this.arguments);
	}

	/**
	 * Return this command with other JVM arguments.
	 * @param jvmArguments the JVM arguments
	 * @return the command
	 */
	JavaCommand withJvmArguments(List<String> jvmArguments) {
		return new JavaCommand(this.executable, jvmArguments, this.target, this.arguments);
	}

	/**
	 * Return this command with another target.
	 * @param target the target
	 * @return the command
	 */
	JavaCommand withTarget(JavaTarget target) {
		return new JavaCommand(this.executable, this.jvmArguments, target, this.arguments);
	}

	/**
	 * Return this command with arguments of the application added at the end.
	 * @param arguments the arguments to add
	 * @return the command
	 */
	JavaCommand withAddedArguments(List<String> arguments) {
		return new JavaCommand(this.executable, this.jvmArguments, this.target,
				Stream.concat(this.arguments.stream(), arguments.stream()).toList());
	}

	private Stream<String> launcherArguments() {
		return Stream.concat(this.jvmArguments.stream(), this.target.toArguments().stream());
	}

	private static String escape(String argument) {
		return (argument.startsWith("@") && argument.length() > 1) ? "@" + argument : argument;
	}

}
