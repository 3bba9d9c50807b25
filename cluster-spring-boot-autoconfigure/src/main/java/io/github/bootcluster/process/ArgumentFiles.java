package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reads argument files. A file that is gone is remembered, because development tools
 * delete theirs once the JVM runs.
 */
class ArgumentFiles {

	private final Supplier<Path> directory;

	private final Charset charset;

	private final Map<Path, List<String>> known = new ConcurrentHashMap<>();

	/**
	 * Create argument files.
	 * @param directory gives what relative names are relative to
	 * @param charset the charset of arguments
	 */
	ArgumentFiles(Supplier<Path> directory, Charset charset) {
		this.directory = directory;
		this.charset = charset;
	}

	/**
	 * Return the arguments in the file as it is now or, if it is gone, as it last was.
	 * @param name the name of the file
	 * @return the arguments
	 * @throws UncheckedIOException if the file cannot be read, and never could
	 */
	List<String> read(String name) {
		Path file = this.directory.get().resolve(name);
		try {
			List<String> arguments = ArgumentFileTokenizer.tokenize(Files.readAllBytes(file), this.charset);
			this.known.put(file, arguments);
			return arguments;
		}
		catch (IOException ex) {
			return recall(file, ex);
		}
	}

	private List<String> recall(Path file, IOException cause) {
		List<String> arguments = this.known.get(file);
		if (arguments == null) {
			throw new UncheckedIOException("Argument file '%s' cannot be read".formatted(file), cause);
		}
		return arguments;
	}

}
