package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Hands a command over to the operating system: as it is or, where it does not fit,
 * through an argument file.
 */
class CommandLine {

	/**
	 * The longest command line in bytes that is not put into a file. Linux takes 128 KiB
	 * for one argument ({@code MAX_ARG_STRLEN}) and a quarter of the stack limit for all
	 * with the environment (execve(2)); some sandboxes and audit tools take less.
	 */
	static final int MAX_LENGTH = 100 * 1024;

	private final Charset charset;

	private final Charset processCharset;

	private final ArgumentFileWriter writer;

	/**
	 * Create a new command line.
	 * @param directory the directory of argument files
	 * @param charset the charset that the launcher reads arguments with
	 * @param processCharset the charset that {@link ProcessBuilder} writes arguments with
	 */
	CommandLine(Path directory, Charset charset, Charset processCharset) {
		this.charset = charset;
		this.processCharset = processCharset;
		this.writer = new ArgumentFileWriter(directory, charset);
	}

	/**
	 * Return the command line for a command.
	 * @param id the worker's id
	 * @param command the command
	 * @return the command line, the executable first
	 * @throws UncheckedIOException if the argument file cannot be written
	 */
	List<String> create(int id, JavaCommand command) {
		List<String> arguments = command.toArguments();
		return fits(arguments) ? arguments : List.of(command.executable().toString(), "@" + write(id, command));
	}

	private boolean fits(List<String> arguments) {
		return length(arguments) <= MAX_LENGTH && arguments.stream().allMatch(this::isPreserved);
	}

	private int length(List<String> arguments) {
		return arguments.stream().mapToInt((argument) -> argument.getBytes(this.charset).length + 1).sum();
	}

	private boolean isPreserved(String argument) {
		return this.charset.equals(this.processCharset) || StandardCharsets.US_ASCII.newEncoder().canEncode(argument);
	}

	private Path write(int id, JavaCommand command) {
		try {
			return this.writer.write(id, command.toArgumentFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The argument file of worker %d cannot be written".formatted(id), ex);
		}
	}

}
