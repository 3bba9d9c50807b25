package io.github.bootcluster.startup;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Collection;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The calls that led here.
 *
 * @param frames the frames, the innermost first
 */
record StackFrames(List<Frame> frames) {

	// SpringApplication.run(String...), as opposed to its static namesakes that call it
	private static final String RUN = "(String[])";

	// SpringApplicationBuilder.configureAsChildIfNecessary(String...) runs the parent
	private static final String RUN_PARENT = "configureAsChildIfNecessary";

	static StackFrames ofCurrentThread() {
		return new StackFrames(StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.map(Frame::of).toList()));
	}

	boolean anyClassStartsWith(Collection<String> prefixes) {
		return this.frames.stream()
			.anyMatch((frame) -> prefixes.stream().anyMatch((prefix) -> frame.className().startsWith(prefix)));
	}

	/**
	 * Return whether one application is being run by another one that is being run.
	 * @return {@code true} if runs are nested
	 */
	boolean isNestedRun() {
		return this.frames.stream().filter(Frame::isRun).count() > 1;
	}

	/**
	 * Return whether the application is being run to become the parent of another one.
	 * @return {@code true} if a child follows
	 */
	boolean isParentRun() {
		return this.frames.stream().anyMatch(Frame::isParentRun);
	}

	/**
	 * A call.
	 *
	 * @param className the name of the class
	 * @param method the name of the method
	 * @param parameters the types of its parameters
	 */
	record Frame(String className, String method, String parameters) {

		private static Frame of(StackFrame frame) {
			String parameters = frame.getMethodType()
				.parameterList()
				.stream()
				.map(Class::getSimpleName)
				.toList()
				.toString();
			return new Frame(frame.getClassName(), frame.getMethodName(),
					"(" + parameters.substring(1, parameters.length() - 1) + ")");
		}

		private boolean isRun() {
			return this.className.equals(SpringApplication.class.getName()) && this.method.equals("run")
					&& this.parameters.equals(RUN);
		}

		private boolean isParentRun() {
			return this.className.equals(SpringApplicationBuilder.class.getName()) && this.method.equals(RUN_PARENT);
		}

	}

}
