package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A JVM that exists only as the files in which a runtime would find it.
 */
class TestJvm {

	private final Path root;

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final Properties properties = new Properties();

	private List<String> inputArguments = List.of();

	TestJvm(Path root) {
		this.root = create(root);
		this.properties.setProperty("java.home", root.resolve("jdk").toString());
		this.properties.setProperty("sun.jnu.encoding", "UTF-8");
		this.properties.setProperty("user.dir", getWorkingDirectory().toString());
	}

	private Path create(Path root) {
		try {
			Path bin = Files.createDirectories(root.resolve("jdk/bin"));
			Files.createFile(bin.resolve("java")).toFile().setExecutable(true);
			Files.createDirectories(root.resolve("proc"));
			Files.createDirectories(root.resolve("work"));
			Files.createSymbolicLink(root.resolve("proc/cwd"), root.resolve("work"));
			link(root, "exe", bin.resolve("java").toString());
			return root;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void link(Path root, String name, String target) throws IOException {
		Path link = root.resolve("proc").resolve(name);
		Files.deleteIfExists(link);
		Files.createSymbolicLink(link, Path.of(target));
	}

	Path getJava() {
		return this.root.resolve("jdk/bin/java");
	}

	Path getWorkingDirectory() {
		return this.root.resolve("work");
	}

	TestJvm commandLine(String... arguments) {
		return commandLine(StandardCharsets.UTF_8, arguments);
	}

	TestJvm commandLine(Charset charset, String... arguments) {
		return write(this.root.resolve("proc/cmdline"), (String.join("\0", arguments) + "\0").getBytes(charset));
	}

	TestJvm file(String name, String content) {
		return write(getWorkingDirectory().resolve(name), content.getBytes(StandardCharsets.UTF_8));
	}

	TestJvm executable(String target) {
		try {
			link(this.root, "exe", target);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	TestJvm environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	TestJvm property(String name, String value) {
		this.properties.setProperty(name, value);
		return this;
	}

	TestJvm inputArguments(String... arguments) {
		this.inputArguments = List.of(arguments);
		return this;
	}

	JavaRuntime toRuntime() {
		return new JavaRuntime(new ProcessFiles(this.root.resolve("proc")), this.environment, this.properties,
				() -> this.inputArguments);
	}

	private TestJvm write(Path file, byte[] content) {
		try {
			Files.write(file, content);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
