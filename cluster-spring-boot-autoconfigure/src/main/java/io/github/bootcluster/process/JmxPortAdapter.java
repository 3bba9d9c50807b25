package io.github.bootcluster.process;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every worker JMX ports of its own.
 */
final class JmxPortAdapter implements ArgumentAdapter {

	private static final Pattern PORT = Pattern
		.compile("(-Dcom\\.sun\\.management\\.jmxremote(?:\\.rmi)?\\.port=)(\\d{1,5})");

	@Override
	public String adapt(String argument, int id, Consumer<String> notes) {
		Matcher matcher = PORT.matcher(argument);
		return matcher.matches() ? matcher.group(1) + WorkerPort.of(matcher.group(2), id) : argument;
	}

}
