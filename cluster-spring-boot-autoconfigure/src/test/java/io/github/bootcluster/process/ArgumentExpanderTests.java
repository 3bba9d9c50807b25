package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArgumentExpander}.
 */
class ArgumentExpanderTests {

	@TempDir
	Path directory;

	private ArgumentExpander expander;

	@BeforeEach
	void setUp() throws IOException {
		this.expander = new ArgumentExpander(new ArgumentFiles(() -> this.directory, StandardCharsets.UTF_8));
		Files.writeString(this.directory.resolve("jvm"), "-Xmx1g -Da=b");
		Files.writeString(this.directory.resolve("main"), "-Xmx1g Main one");
		Files.writeString(this.directory.resolve("nested"), "-Dx @jvm");
		Files.writeString(this.directory.resolve("path"), "a.jar");
		Files.writeString(this.directory.resolve("disable"), "--disable-@files");
	}

	@Test
	void expandReplacesFilesBeforeTheMainClass() {
		assertThat(expand("-Dc=d", "@jvm", "Main", "@jvm")).containsExactly("-Dc=d", "-Xmx1g", "-Da=b", "Main", "@jvm");
	}

	@Test
	void expandWhenFileNamesTheMainClassStops() {
		assertThat(expand("@main", "@jvm")).containsExactly("-Xmx1g", "Main", "one", "@jvm");
	}

	@Test
	void expandIsNotRecursive() {
		assertThat(expand("@nested", "Main")).containsExactly("-Dx", "@jvm", "Main");
	}

	@Test
	void expandReplacesFilesThatHoldAValue() {
		assertThat(expand("-cp", "@path", "@jvm", "Main")).containsExactly("-cp", "a.jar", "-Xmx1g", "-Da=b", "Main");
	}

	@Test
	void expandWhenJarIsNamedStops() {
		assertThat(expand("-jar", "@jvm", "app.jar", "@jvm")).containsExactly("-jar", "-Xmx1g", "-Da=b", "app.jar",
				"@jvm");
	}

	@Test
	void expandWhenModuleIsNamedStops() {
		assertThat(expand("-m", "app/Main", "@jvm")).containsExactly("-m", "app/Main", "@jvm");
	}

	@Test
	void expandWhenModuleIsNamedInTheSameArgumentStops() {
		assertThat(expand("--module=app/Main", "@jvm")).containsExactly("--module=app/Main", "@jvm");
	}

	@Test
	void expandWhenEscapedRemovesOneSign() {
		assertThat(expand("-cp", "@@jvm", "@jvm", "@", "@jvm")).containsExactly("-cp", "@jvm", "-Xmx1g", "-Da=b", "@",
				"@jvm");
	}

	@Test
	void expandWhenDisabledStops() {
		assertThat(expand("@disable", "@jvm", "@@x")).containsExactly("--disable-@files", "@jvm", "@@x");
	}

	@Test
	void expandWhenDisabledBeforeStops() {
		expand("--disable-@files");
		assertThat(expand("@jvm")).containsExactly("@jvm");
	}

	@Test
	void expandSplitsTheSourceOptionOfAScript() {
		assertThat(expand("--source 17 -Dx=y", "script")).containsExactly("--source", "17", "-Dx=y", "script");
	}

	@Test
	void expandKeepsEmptyArgumentsAndSpaces() {
		assertThat(expand("-Da=b c", "Main", "", "x y")).containsExactly("-Da=b c", "Main", "", "x y");
	}

	private List<String> expand(String... arguments) {
		return this.expander.expand(List.of(arguments));
	}

}
