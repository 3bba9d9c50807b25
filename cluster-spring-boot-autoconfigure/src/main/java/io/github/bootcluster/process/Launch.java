package io.github.bootcluster.process;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All that decides what a JVM is started with: its command and the options in its
 * environment.
 *
 * @param command the command
 * @param variables the options in the environment
 */
record Launch(JavaCommand command, JvmVariables variables) {

	/**
	 * Return this launch with changed JVM arguments, those in the environment included.
	 * @param change the change of a list of arguments
	 * @return the changed launch
	 */
	Launch mapArguments(UnaryOperator<List<String>> change) {
		return new Launch(this.command.withJvmArguments(change.apply(this.command.jvmArguments())),
				this.variables.map(change));
	}

	/**
	 * Return this launch with a changed command.
	 * @param change the change of the command
	 * @return the changed launch
	 */
	Launch mapCommand(UnaryOperator<JavaCommand> change) {
		return new Launch(change.apply(this.command), this.variables);
	}

	/**
	 * Return all JVM arguments in the order in which the JVM sees them.
	 * @return the arguments
	 */
	List<String> allArguments() {
		return Stream.of(this.variables.before(), this.command.jvmArguments().stream(), this.variables.after())
			.flatMap((arguments) -> arguments)
			.toList();
	}

}
