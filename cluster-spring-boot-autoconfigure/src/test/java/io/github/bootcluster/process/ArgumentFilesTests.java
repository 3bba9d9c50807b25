package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ArgumentFiles}.
 */
class ArgumentFilesTests {

	@TempDir
	Path directory;

	private ArgumentFiles files;

	@BeforeEach
	void setUp() {
		this.files = new ArgumentFiles(() -> this.directory, StandardCharsets.UTF_8);
	}

	@Test
	void readWhenNameIsRelativeReadsFromDirectory() throws IOException {
		Files.writeString(this.directory.resolve("x.args"), "a b");
		assertThat(this.files.read("x.args")).containsExactly("a", "b");
	}

	@Test
	void readWhenFileHasChangedReadsAnew() throws IOException {
		Path file = Files.writeString(this.directory.resolve("x.args"), "a b");
		this.files.read(file.toString());
		Files.writeString(file, "c");
		assertThat(this.files.read(file.toString())).containsExactly("c");
	}

	@Test
	void readWhenFileIsGoneRemembers() throws IOException {
		Path file = Files.writeString(this.directory.resolve("x.args"), "a b");
		this.files.read("x.args");
		Files.delete(file);
		assertThat(this.files.read("x.args")).containsExactly("a", "b");
	}

	@Test
	void readWhenThereNeverWasAFileThrows() {
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.files.read("x.args"))
			.withMessageContaining(this.directory.resolve("x.args").toString());
	}

}
