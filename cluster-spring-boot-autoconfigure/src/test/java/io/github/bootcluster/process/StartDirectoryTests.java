package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartDirectory}.
 */
class StartDirectoryTests {

	private Path first;

	private Path second;

	private Path current;

	@BeforeEach
	void setUp(@TempDir Path directory) throws IOException {
		Path root = directory.toRealPath();
		this.first = Files.createDirectory(root.resolve("1"));
		this.second = Files.createDirectory(root.resolve("2"));
		this.current = Files.createSymbolicLink(root.resolve("current"), this.first);
	}

	@Test
	void linkIsFollowedAnew() throws IOException {
		StartDirectory start = StartDirectory.of(Map.of("PWD", this.current.toString()), this.first);
		assertThat(start.resolve()).isEqualTo(this.first);
		Files.delete(this.current);
		assertThat(start.resolve()).isEqualTo(this.first);
		Files.createSymbolicLink(this.current, this.second);
		assertThat(start.resolve()).isEqualTo(this.second);
	}

	@Test
	void variableThatNamesAnotherDirectoryIsNotBelieved() throws IOException {
		StartDirectory start = StartDirectory.of(Map.of("PWD", this.current.toString()), this.second);
		assertThat(start.path()).isEqualTo(this.second);
		assertThat(start.resolve()).isEqualTo(this.second);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "relative", "\0", "/there/is/no/such/directory" })
	void variableThatMakesNoSenseIsNotBelieved(String value) {
		assertThat(StartDirectory.of(Map.of("PWD", value), this.first).resolve()).isEqualTo(this.first);
	}

	@Test
	void whenThereIsNoVariableStaysWhereItIs() {
		assertThat(StartDirectory.of(Map.of(), this.first).resolve()).isEqualTo(this.first);
	}

}
