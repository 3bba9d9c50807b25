package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * The JDKs of this machine: the one that runs the tests, and those that are installed
 * beside it.
 */
final class Jdks {

	private static final Path CURRENT = Path.of(System.getProperty("java.home"));

	private Jdks() {
	}

	static Path current() {
		return CURRENT;
	}

	/**
	 * Return the newest JDK of a feature release. The test is skipped if there is none.
	 * @param feature the feature release, such as 25
	 * @return the home of the JDK
	 */
	static Path get(int feature) {
		Optional<Path> home = find(feature);
		Assumptions.assumeTrue(home.isPresent(), () -> "No JDK %d is installed beside %s".formatted(feature, CURRENT));
		return home.orElseThrow();
	}

	private static Optional<Path> find(int feature) {
		if (Runtime.version().feature() == feature) {
			return Optional.of(CURRENT);
		}
		return siblings().stream()
			.filter((home) -> version(home).map(Runtime.Version::feature)
				.filter((found) -> found == feature)
				.isPresent())
			.max(Comparator.comparing((home) -> version(home).orElseThrow()));
	}

	private static List<Path> siblings() {
		try (Stream<Path> homes = Files.list(CURRENT.toRealPath().getParent())) {
			return homes.filter((home) -> Files.isExecutable(home.resolve("bin/java"))).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Runtime.Version> version(Path home) {
		Path release = home.resolve("release");
		if (!Files.isReadable(release)) {
			return Optional.empty();
		}
		try (Reader reader = Files.newBufferedReader(release)) {
			Properties properties = new Properties();
			properties.load(reader);
			String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
			return version.isEmpty() ? Optional.empty() : Optional.of(Runtime.Version.parse(version));
		}
		catch (IOException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
