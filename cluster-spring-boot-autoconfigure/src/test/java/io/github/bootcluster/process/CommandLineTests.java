package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommandLine} and {@link ArgumentFileWriter}.
 */
class CommandLineTests {

	private static final String LONG = "/some/lib.jar:".repeat(15_000);

	@TempDir
	Path root;

	private Path directory;

	@BeforeEach
	void setUp() throws IOException {
		this.directory = Files.createDirectory(this.root.resolve("files"));
	}

	@Test
	void createWhenCommandIsShortUsesNoFile() {
		JavaCommand command = command("a", "b c", "\u00fc");
		assertThat(create(command)).isEqualTo(command.toArguments());
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void createWhenCommandIsLongUsesFileOfTheWorker() throws IOException {
		assertThat(create(command("@x", LONG))).containsExactly("/jdk/bin/java", "@" + file());
		assertThat(tokens()).containsExactly("-cp", "@x", LONG, "Main", "@arg", "");
		assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void createCountsBytes() {
		String value = "\u65e5".repeat(CommandLine.MAX_LENGTH / 3 + 1);
		assertThat(create(command(value))).hasSize(2);
	}

	@Test
	void createWhenFileExistsReplacesIt() throws IOException {
		create(command(LONG));
		create(command(LONG, "second"));
		assertThat(tokens()).contains("second");
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactly(file());
		}
	}

	@Test
	void createPreservesEveryCharacter() throws IOException {
		String[] nasty = { "", " ", "a b", "\"", "'", "it's \"x\"", "\\", "a\\", "\\n", "\t\n\r\f", "#no comment",
				"a#b", "@x", "@@x", "$HOME `x` %p {id}", "\u00fc\u65e5\ud83d\ude00", LONG };
		create(command(nasty));
		assertThat(tokens()).containsSubsequence(nasty);
	}

	@Test
	void createWhenProcessBuilderWouldGarbleArgumentsUsesFile() {
		assertThat(create(command("\u00fc"), StandardCharsets.ISO_8859_1)).hasSize(2);
		assertThat(create(command("u"), StandardCharsets.ISO_8859_1)).hasSize(6);
	}

	@Test
	void createWhenDirectoryIsMissingThrows() throws IOException {
		Files.delete(this.directory);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> create(command(LONG)))
			.withMessageContaining("worker 2");
	}

	private JavaCommand command(String... values) {
		return new JavaCommand(Path.of("/jdk/bin/java"), Stream.concat(Stream.of("-cp"), Stream.of(values)).toList(),
				new JavaTarget.MainClass("Main"), List.of("@arg", ""));
	}

	private List<String> create(JavaCommand command) {
		return create(command, StandardCharsets.UTF_8);
	}

	private List<String> create(JavaCommand command, Charset processCharset) {
		return new CommandLine(this.directory, StandardCharsets.UTF_8, processCharset).create(2, command);
	}

	private Path file() {
		return this.directory.resolve("worker-2.args");
	}

	private List<String> tokens() throws IOException {
		return ArgumentFileTokenizer.tokenize(Files.readAllBytes(file()), StandardCharsets.UTF_8);
	}

}
