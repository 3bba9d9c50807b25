package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmVariables}.
 */
class JvmVariablesTests {

	@TempDir
	Path directory;

	@Test
	void ofReadsTheVariablesOfJavaOnly() {
		JvmVariables variables = read(Map.of("JAVA_TOOL_OPTIONS", "-Da", "JDK_JAVA_OPTIONS", "-Db", "_JAVA_OPTIONS",
				"-Dc", "JAVA_OPTS", "-Dd"));
		assertThat(variables.before()).containsExactly("-Da", "-Db");
		assertThat(variables.after()).containsExactly("-Dc");
		assertThat(variables.launcher()).containsExactly("-Db");
	}

	@Test
	void ofExpandsFilesInTheVariableOfTheLauncher() throws IOException {
		Files.writeString(this.directory.resolve("x"), "-Da");
		JvmVariables variables = read(Map.of("JDK_JAVA_OPTIONS", "@x", "JAVA_TOOL_OPTIONS", "@x"));
		assertThat(variables.launcher()).containsExactly("-Da");
		assertThat(variables.before()).containsExactly("@x", "-Da");
	}

	@Test
	void changesWhenNothingChangedIsEmpty() throws IOException {
		Files.writeString(this.directory.resolve("x"), "-Da");
		JvmVariables variables = read(Map.of("JDK_JAVA_OPTIONS", "@x  -Db", "_JAVA_OPTIONS", "'-Dc'"));
		assertThat(variables.changesFrom(variables)).isEmpty();
	}

	@Test
	void changesHoldsWhatChanged() {
		JvmVariables variables = read(Map.of("JAVA_TOOL_OPTIONS", "-Da", "JDK_JAVA_OPTIONS", "-cp @@c"));
		JvmVariables changed = variables
			.map((options) -> options.equals(List.of("-Da")) ? options : List.of("-Db=x y", options.get(1)));
		assertThat(changed.changesFrom(variables)).isEqualTo(Map.of("JDK_JAVA_OPTIONS", "\"-Db=x y\" @@c"));
	}

	@Test
	void changesWhenArgumentFilesAreDisabledEnablesThem() {
		JvmVariables variables = read(Map.of("JDK_JAVA_OPTIONS", "--disable-@files -cp @x"));
		assertThat(variables.changesFrom(variables)).isEqualTo(Map.of("JDK_JAVA_OPTIONS", "-cp @@x"));
	}

	@Test
	void withReplacesWholeVariables() {
		JvmVariables variables = read(Map.of("JAVA_TOOL_OPTIONS", "-Da -Db", "_JAVA_OPTIONS", "-Dc"));
		JvmVariables other = variables.with(Map.of("JAVA_TOOL_OPTIONS", "-Dd", "PATH", "x"), newExpander());
		assertThat(other.before()).containsExactly("-Dd");
		assertThat(other.after()).containsExactly("-Dc");
	}

	private JvmVariables read(Map<String, String> environment) {
		return JvmVariables.of(environment, newExpander());
	}

	private ArgumentExpander newExpander() {
		return new ArgumentExpander(new ArgumentFiles(() -> this.directory, StandardCharsets.UTF_8));
	}

}
