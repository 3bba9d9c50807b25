package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts arguments on the command line byte by byte, which a Java process can do only if
 * its locale has them.
 */
final class ShellScript {

	private ShellScript() {
	}

	/**
	 * Write a script that becomes the command it is given, with some more arguments.
	 * @param file the script
	 * @param arguments the arguments to add
	 * @return the script
	 * @throws IOException if it cannot be written
	 */
	static Path write(Path file, List<String> arguments) throws IOException {
		String added = arguments.stream().map(ShellScript::quote).collect(Collectors.joining(" "));
		return Files.writeString(file, "exec \"$@\" " + added + "\n");
	}

	private static String quote(String argument) {
		return "'" + argument.replace("'", "'\\''") + "'";
	}

}
