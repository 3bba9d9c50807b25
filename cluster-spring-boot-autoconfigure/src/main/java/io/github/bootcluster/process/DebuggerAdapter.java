package io.github.bootcluster.process;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Gives every worker a debugger port of its own. A debugger that waits for one JVM to
 * connect to it is left to the primary.
 */
final class DebuggerAdapter implements ArgumentAdapter {

	private static final Pattern AGENT = Pattern
		.compile("(?:-agentlib:jdwp=|-Xrunjdwp:|-agentpath:[^=]*\\blibjdwp\\.[^=]*=)(.*)");

	private static final Pattern SERVER = Pattern.compile("(?:.*,)?server=y(?:,.*)?");

	private static final Pattern ADDRESS = Pattern.compile("([=:,]address=(?:[^,]*:)?)(\\d{1,5})(?=,|$)");

	@Override
	public @Nullable String adapt(String argument, int id, Consumer<String> notes) {
		Matcher agent = AGENT.matcher(argument);
		if (!agent.matches()) {
			return argument;
		}
		if (!SERVER.matcher(agent.group(1)).matches()) {
			notes.accept(
					"Worker %d runs without the debugger, which waits for one JVM only (%s). ".formatted(id, argument)
							+ "Use server=y to debug workers");
			return null;
		}
		return shiftPort(argument, id);
	}

	private String shiftPort(String argument, int id) {
		return ADDRESS.matcher(argument)
			.replaceAll((match) -> Matcher.quoteReplacement(match.group(1) + WorkerPort.of(match.group(2), id)));
	}

}
