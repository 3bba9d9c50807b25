package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.integration.app.versioned.VersionedApplication;

import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;
import org.springframework.util.ClassUtils;

/**
 * Builds executable jars of one application as Spring Boot's build plugins do.
 */
final class ExecutableJar {

	private static final String APPLICATION = ClassUtils
		.convertClassNameToResourcePath(ClassUtils.getPackageName(VersionedApplication.class));

	private final Path directory;

	private final List<Path> libraries;

	/**
	 * Create a new builder.
	 * @param directory a directory for what the jars are built from
	 * @param classPath the class path of the application
	 * @throws IOException if files cannot be written
	 */
	ExecutableJar(Path directory, String classPath) throws IOException {
		this.directory = Files.createDirectories(directory);
		Path starter = writeJar("starter.jar", find(locationOf(Cluster.class), ""), locationOf(Cluster.class), "");
		this.libraries = Stream
			.concat(Stream.of(starter),
					Stream.of(classPath.split(File.pathSeparator)).map(Path::of).filter(Files::isRegularFile))
			.toList();
	}

	/**
	 * Write the jar of a version.
	 * @param jar the path of the jar
	 * @param version the version
	 * @return the path of the jar
	 * @throws IOException if it cannot be written
	 */
	Path write(Path jar, String version) throws IOException {
		Path classes = locationOf(VersionedApplication.class);
		Path source = writeJar(version + "-classes.jar", find(classes, APPLICATION), classes, version);
		Repackager repackager = new Repackager(source.toFile());
		repackager.setMainClass(VersionedApplication.class.getName());
		repackager.setBackupSource(false);
		repackager.repackage(jar.toFile(), (callback) -> {
			for (Path library : this.libraries) {
				callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
			}
		});
		return jar;
	}

	private List<Path> find(Path root, String packagePath) throws IOException {
		try (Stream<Path> files = Files.walk(root.resolve(packagePath))) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	private Path writeJar(String name, List<Path> files, Path root, String version) throws IOException {
		Path jar = this.directory.resolve(name);
		try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar))) {
			write(output, "version.txt", version.getBytes(StandardCharsets.UTF_8));
			write(output, "padding.bin", randomBytes(version));
			for (Path path : files) {
				write(output, root.relativize(path).toString(), Files.readAllBytes(path));
			}
		}
		return jar;
	}

	// so that nothing is where it was in another version
	private byte[] randomBytes(String version) {
		byte[] bytes = new byte[version.length() * 10_000];
		new Random(version.hashCode()).nextBytes(bytes);
		return bytes;
	}

	private void write(JarOutputStream output, String name, byte[] content) throws IOException {
		output.putNextEntry(new JarEntry(name));
		output.write(content);
		output.closeEntry();
	}

	private static Path locationOf(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
