package io.github.bootcluster.process;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Lets a worker that is out of memory end: it can be replaced, a lame one cannot be
 * trusted.
 */
final class OutOfMemoryDefault implements DefaultArgument {

	private static final Pattern DECISION = Pattern
		.compile("-XX:[+-](?:Exit|Crash)OnOutOfMemoryError|-XX:OnOutOfMemoryError=.*", Pattern.DOTALL);

	@Override
	public @Nullable String get(List<String> given, int workers) {
		boolean decided = given.stream().anyMatch((argument) -> DECISION.matcher(argument).matches());
		return decided ? null : "-XX:+ExitOnOutOfMemoryError";
	}

}
