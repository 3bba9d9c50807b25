package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes the arguments of a worker into a file that only this user can read.
 */
class ArgumentFileWriter {

	private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

	private final Path directory;

	private final Charset charset;

	/**
	 * Create a new writer.
	 * @param directory the directory of the files, which must exist
	 * @param charset the charset of arguments
	 */
	ArgumentFileWriter(Path directory, Charset charset) {
		this.directory = directory;
		this.charset = charset;
	}

	/**
	 * Write the file of a worker. It replaces the one of the worker's predecessor at
	 * once, so that no launcher ever reads half a file.
	 * @param id the worker's id
	 * @param arguments the arguments
	 * @return the file
	 * @throws IOException if the file cannot be written
	 */
	Path write(int id, List<String> arguments) throws IOException {
		Path file = this.directory.resolve("worker-" + id + ".args");
		Path draft = Files.createTempFile(this.directory, "worker-" + id + "-", ".args", OWNER_ONLY);
		try {
			Files.write(draft, format(arguments).getBytes(this.charset));
			return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(draft);
		}
	}

	private String format(List<String> arguments) {
		return arguments.stream().map(this::quote).collect(Collectors.joining("\n", "", "\n"));
	}

	private String quote(String argument) {
		return '"' + argument.replace("\\", "\\\\")
			.replace("\"", "\\\"")
			.replace("\n", "\\n")
			.replace("\r", "\\r")
			.replace("\t", "\\t")
			.replace("\f", "\\f") + '"';
	}

}
