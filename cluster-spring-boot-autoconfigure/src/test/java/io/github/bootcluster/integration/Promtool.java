package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tool of Prometheus that reads a scrape just as Prometheus does. Tests that need it
 * are skipped where it is missing.
 */
final class Promtool {

	// what it finds fault with, such as names, but can read
	private static final int LINT = 3;

	private Promtool() {
	}

	/**
	 * Check a scrape in the format of Prometheus.
	 * @param scrape the scrape
	 * @param directory a directory for its output
	 */
	static void check(String scrape, Path directory) throws IOException, InterruptedException {
		Optional<Path> tool = find();
		Assumptions.assumeTrue(tool.isPresent(), "There is no promtool (package prometheus of Debian) on the PATH");
		Path input = Files.writeString(directory.resolve("scrape.txt"), scrape, StandardCharsets.UTF_8);
		Path output = directory.resolve("promtool.txt");
		Process process = new ProcessBuilder(tool.orElseThrow().toString(), "check", "metrics")
			.redirectInput(input.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(() -> read(output)).isIn(0, LINT);
		assertThat(read(output).lines()).noneMatch((line) -> line.startsWith("cluster_"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	private static Optional<Path> find() {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, "promtool"))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
