package io.github.bootcluster.process;

import java.util.function.Consumer;

/**
 * Gives every worker its own heap dump.
 */
final class HeapDumpAdapter implements ArgumentAdapter {

	private static final String OPTION = "-XX:HeapDumpPath=";

	private final DumpFileName fileName;

	HeapDumpAdapter(DumpFileName fileName) {
		this.fileName = fileName;
	}

	@Override
	public String adapt(String argument, int id, Consumer<String> notes) {
		if (!argument.startsWith(OPTION)) {
			return argument;
		}
		return OPTION + this.fileName.of(argument.substring(OPTION.length()), id);
	}

}
