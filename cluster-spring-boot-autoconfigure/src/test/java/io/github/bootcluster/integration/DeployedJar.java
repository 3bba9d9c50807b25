package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that is deployed: a main class, the class path that it needs, and the properties
 * that make one version of it different from another.
 */
final class DeployedJar {

	private final Path path;

	private final Manifest manifest = new Manifest();

	/**
	 * Create a new jar, which is not yet there.
	 * @param path where it is deployed
	 * @param mainClass the main class
	 * @param classPath where that and all else is found
	 */
	DeployedJar(Path path, Class<?> mainClass, String classPath) {
		this.path = path;
		Attributes attributes = this.manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, mainClass.getName());
		attributes.put(Attributes.Name.CLASS_PATH, toUris(classPath));
	}

	private static String toUris(String classPath) {
		return Arrays.stream(classPath.split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toUri().toString())
			.collect(Collectors.joining(" "));
	}

	/**
	 * Put a version in place of the one that is there, as deployments do: by a file of
	 * its own that is moved.
	 * @param properties what {@code application.properties} holds
	 * @throws IOException if the file cannot be written
	 */
	void deploy(String properties) throws IOException {
		Path version = Files.createTempFile(this.path.getParent(), "version", ".jar");
		try (OutputStream output = Files.newOutputStream(version);
				JarOutputStream jar = new JarOutputStream(output, this.manifest)) {
			jar.putNextEntry(new JarEntry("application.properties"));
			jar.write(properties.getBytes(StandardCharsets.ISO_8859_1));
		}
		Files.move(version, this.path, StandardCopyOption.ATOMIC_MOVE);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
