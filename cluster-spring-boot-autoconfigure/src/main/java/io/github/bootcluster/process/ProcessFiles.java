package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/self} says about this process (proc(5)).
 */
class ProcessFiles {

	private static final String DELETED = " (deleted)";

	private final Path directory;

	/**
	 * Create process files.
	 * @param directory the directory of the process, such as {@code /proc/self}
	 */
	ProcessFiles(Path directory) {
		this.directory = directory;
	}

	/**
	 * Return the command line, complete at any length.
	 * @param charset the charset of arguments
	 * @return the arguments, that of the executable first
	 * @throws IOException if there is no such file
	 */
	List<String> readCommandLine(Charset charset) throws IOException {
		byte[] bytes = Files.readAllBytes(this.directory.resolve("cmdline"));
		String[] arguments = new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1);
		return Stream.of(arguments)
			.limit(arguments.length - 1)
			.map((argument) -> new String(argument.getBytes(StandardCharsets.ISO_8859_1), charset))
			.toList();
	}

	/**
	 * Return the file name of the executable, even if an update has replaced it.
	 * @return the name
	 * @throws IOException if there is no such link
	 */
	String readExecutableName() throws IOException {
		String name = Files.readSymbolicLink(this.directory.resolve("exe")).getFileName().toString();
		return name.endsWith(DELETED) ? name.substring(0, name.length() - DELETED.length()) : name;
	}

	/**
	 * Return the working directory of the process.
	 * @return the directory, or {@code null} if it cannot be found out
	 */
	@Nullable Path findWorkingDirectory() {
		try {
			return this.directory.resolve("cwd").toRealPath();
		}
		catch (IOException ex) {
			return null;
		}
	}

}
