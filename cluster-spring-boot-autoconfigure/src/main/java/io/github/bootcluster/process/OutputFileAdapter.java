package io.github.bootcluster.process;

import java.util.List;
import java.util.function.Consumer;

/**
 * Gives every worker its own file for each of the options that simply name one.
 */
final class OutputFileAdapter implements ArgumentAdapter {

	private static final List<String> OPTIONS = List.of("-Xloggc:", "-XX:LogFile=", "-XX:ErrorFile=");

	@Override
	public String adapt(String argument, int id, Consumer<String> notes) {
		return OPTIONS.stream()
			.filter(argument::startsWith)
			.findFirst()
			.map((option) -> option + OutputFileName.of(argument.substring(option.length()), id))
			.orElse(argument);
	}

}
