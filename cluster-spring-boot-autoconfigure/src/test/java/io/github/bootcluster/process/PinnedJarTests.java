package io.github.bootcluster.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PinnedJar}.
 */
class PinnedJarTests {

	private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));

	@TempDir
	private Path root;

	private Path jar;

	private Path directory;

	private PinnedJar pinned;

	@BeforeEach
	void setUp() {
		this.jar = this.root.resolve("app.jar");
		this.directory = this.root.resolve("generation-2");
		this.pinned = new PinnedJar(this.directory);
	}

	@Test
	void pinCopiesWithTheTimeAndForTheOwnerOnly() throws IOException {
		write(null);
		Files.setLastModifiedTime(this.jar, LONG_AGO);
		Path copy = this.pinned.pin(this.jar);
		assertThat(copy).isEqualTo(this.directory.resolve("app.jar")).hasSameBinaryContentAs(this.jar);
		assertThat(Files.getLastModifiedTime(copy)).isEqualTo(LONG_AGO);
		assertThat(Files.getPosixFilePermissions(this.directory))
			.isEqualTo(PosixFilePermissions.fromString("rwx------"));
	}

	@Test
	void copyIsNotTheFileThatIsOverwritten() throws IOException {
		write(null);
		Path copy = this.pinned.pin(this.jar);
		byte[] before = Files.readAllBytes(copy);
		try (OutputStream inPlace = Files.newOutputStream(this.jar)) {
			inPlace.write(1);
		}
		assertThat(copy).hasBinaryContent(before);
	}

	@Test
	void pinWhenJarNeedsFilesBesideItReturnsTheJar() throws IOException {
		write("lib/a.jar");
		assertThat(this.pinned.pin(this.jar)).isEqualTo(this.jar);
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void pinWhenThereIsNoJarReturnsIt() {
		assertThat(this.pinned.pin(this.jar)).isEqualTo(this.jar);
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void pinWhenDirectoryCannotBeCreatedReturnsTheJar() throws IOException {
		write(null);
		Files.createFile(this.directory);
		assertThat(new PinnedJar(this.directory.resolve("generation-3")).pin(this.jar)).isEqualTo(this.jar);
	}

	@Test
	void deleteDeletesTheCopy() throws IOException {
		write(null);
		this.pinned.pin(this.jar);
		this.pinned.delete();
		assertThat(this.directory).doesNotExist();
		assertThat(this.jar).exists();
		this.pinned.delete();
	}

	private void write(String classPath) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		if (classPath != null) {
			manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
		}
		new JarOutputStream(Files.newOutputStream(this.jar), manifest).close();
	}

}
