package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.FileSystemUtils;

/**
 * The copy of an executable jar that the workers of one generation run from. A hard link
 * would not do: {@code cp} writes the new jar into the file that running JVMs have open.
 */
final class PinnedJar {

	private static final Log logger = LogFactory.getLog(PinnedJar.class);

	private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	/**
	 * What a copy leaves free for others.
	 */
	private static final long RESERVE = 16 * 1024 * 1024;

	private final Path directory;

	/**
	 * Create a new pinned jar.
	 * @param directory the directory of the copy, which need not exist
	 */
	PinnedJar(Path directory) {
		this.directory = directory;
	}

	/**
	 * Copy the jar, unless it needs files beside it.
	 * @param jar the jar
	 * @return the copy, or the jar itself if there is none
	 */
	Path pin(Path jar) {
		try {
			return isSelfContained(jar) ? copy(jar) : jar;
		}
		catch (IOException ex) {
			logger.warn(("Workers run from %s itself because it could not be copied to %s: %s. "
					+ "Replace it by 'mv' only, and restart all workers then")
				.formatted(jar, this.directory, ex));
			delete();
			return jar;
		}
	}

	/**
	 * Delete the copy, if there is one. JVMs that still run from it are not disturbed.
	 */
	void delete() {
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			logger.warn("The directory %s could not be deleted: %s".formatted(this.directory, ex));
		}
	}

	private boolean isSelfContained(Path path) throws IOException {
		try (JarFile jar = new JarFile(path.toFile())) {
			Manifest manifest = jar.getManifest();
			return manifest != null && !manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH);
		}
	}

	// the time of the jar is what Last-Modified headers of static resources are made of
	private Path copy(Path jar) throws IOException {
		Files.createDirectories(this.directory, OWNER_ONLY);
		requireSpace(Files.size(jar));
		Path copy = this.directory.resolve(jar.getFileName());
		Files.copy(jar, copy);
		Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
		return copy;
	}

	private void requireSpace(long size) throws IOException {
		long usable = Files.getFileStore(this.directory).getUsableSpace();
		if (usable < size + RESERVE) {
			throw new IOException("%d of %d bytes are free, and %d are to be left".formatted(usable, size, RESERVE));
		}
	}

}
