package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Takes expanded arguments apart, as {@code ParseArguments} in the JDK's {@code java.c}
 * does.
 */
final class JavaCommandParser {

	private final List<String> arguments;

	private final Predicate<String> fileExists;

	private final List<String> jvmArguments = new ArrayList<>();

	private int position;

	private boolean jar;

	private boolean source;

	private JavaCommandParser(List<String> arguments, Predicate<String> fileExists) {
		this.arguments = arguments;
		this.fileExists = fileExists;
	}

	/**
	 * Parse the arguments of a launcher.
	 * @param executable the launcher
	 * @param arguments the arguments after the launcher, argument files expanded
	 * @param fileExists tells whether there is a file of a name
	 * @return the command
	 * @throws IllegalStateException if nothing is named that a JVM could run
	 */
	static JavaCommand parse(Path executable, List<String> arguments, Predicate<String> fileExists) {
		return new JavaCommandParser(arguments, fileExists).parse(executable);
	}

	private JavaCommand parse(Path executable) {
		JavaTarget target = null;
		while (target == null && hasNext()) {
			target = isOption(peek()) ? option(next()) : target(next());
		}
		if (target == null) {
			throw new IllegalStateException("No main class in the command line " + this.arguments);
		}
		return new JavaCommand(executable, this.jvmArguments, target, remaining());
	}

	private @Nullable JavaTarget option(String option) {
		if (LauncherOption.isModule(option) && hasValue()) {
			return new JavaTarget.Module(next());
		}
		if (option.startsWith("--module=")) {
			return new JavaTarget.Module(option.substring("--module=".length()));
		}
		this.jar |= option.equals("-jar");
		this.source |= option.equals("--source") || option.startsWith("--source=");
		if (isKept(option)) {
			keep(option);
		}
		return null;
	}

	// nothing is left to expand, and JDK 17 does not start with --disable-@files
	private boolean isKept(String option) {
		return !option.equals("-jar") && !option.equals(LauncherOption.DISABLE_ARGUMENT_FILES);
	}

	private void keep(String option) {
		this.jvmArguments.add(option);
		if (LauncherOption.takesValue(option) && hasValue()) {
			this.jvmArguments.add(next());
		}
	}

	private JavaTarget target(String name) {
		if (this.jar) {
			return new JavaTarget.JarFile(name);
		}
		return isSource(name) ? new JavaTarget.SourceFile(name) : new JavaTarget.MainClass(name);
	}

	private boolean isSource(String name) {
		return this.source || (name.endsWith(".java") && this.fileExists.test(name));
	}

	private boolean hasValue() {
		return hasNext() && !isOption(peek());
	}

	private boolean isOption(String argument) {
		return argument.startsWith("-");
	}

	private boolean hasNext() {
		return this.position < this.arguments.size();
	}

	private String peek() {
		return this.arguments.get(this.position);
	}

	private String next() {
		return this.arguments.get(this.position++);
	}

	private List<String> remaining() {
		return this.arguments.subList(this.position, this.arguments.size());
	}

}
