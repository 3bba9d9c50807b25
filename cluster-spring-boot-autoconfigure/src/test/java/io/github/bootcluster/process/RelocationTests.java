package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Relocation} and {@link PrimaryPaths}.
 */
class RelocationTests {

	private static final Path DIRECTORY = Path.of("/primary");

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--class-path=a.jar:/b.jar:lib/*:|--class-path=/primary/a.jar:/b.jar:/primary/lib/*:/primary",
					"--module-path=mods:.|--module-path=/primary/mods:/primary",
					"--upgrade-module-path=mods|--upgrade-module-path=/primary/mods",
					"-javaagent:agent.jar=port=1,file=x|-javaagent:/primary/agent.jar=port=1,file=x",
					"-javaagent:/agent.jar|-javaagent:/agent.jar",
					"-agentpath:lib/x.so=a=b|-agentpath:/primary/lib/x.so=a=b",
					"-Xbootclasspath/a:x.jar:y.jar|-Xbootclasspath/a:/primary/x.jar:/primary/y.jar",
					"-XX:SharedArchiveFile=app.jsa|-XX:SharedArchiveFile=/primary/app.jsa",
					"-Xlog:gc:file=gc.log|-Xlog:gc:file=gc.log", "-Dsome.path=x|-Dsome.path=x" })
	void applyResolvesPathsWithinArguments(String argument, String expected) {
		Launch launch = apply(Map.of(), new JavaTarget.JarFile("/app.jar"), argument);
		assertThat(launch.command().jvmArguments()).containsExactly(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path" })
	void applyResolvesPathsThatFollow(String option) {
		Launch launch = apply(Map.of(), new JavaTarget.JarFile("/app.jar"), option, "a.jar:/b.jar", "c.jar");
		assertThat(launch.command().jvmArguments()).containsExactly(option, "/primary/a.jar:/b.jar", "c.jar");
	}

	@Test
	void applyResolvesTargets() {
		assertThat(apply(Map.of(), new JavaTarget.JarFile("app.jar")).command().target())
			.isEqualTo(new JavaTarget.JarFile("/primary/app.jar"));
		assertThat(apply(Map.of(), new JavaTarget.SourceFile("Main.java")).command().target())
			.isEqualTo(new JavaTarget.SourceFile("/primary/Main.java"));
		assertThat(apply(Map.of(), new JavaTarget.Module("app")).command().target())
			.isEqualTo(new JavaTarget.Module("app"));
	}

	@Test
	void applyWhenThereIsNoClassPathAddsTheWorkingDirectory() {
		Launch launch = apply(Map.of(), new JavaTarget.MainClass("Main"), "-Da");
		assertThat(launch.command().jvmArguments()).containsExactly("-Da", "-cp", "/primary");
	}

	@Test
	void applyWhenClassPathIsInTheEnvironmentResolvesItThere() {
		Launch launch = apply(Map.of("JDK_JAVA_OPTIONS", "-cp a.jar"), new JavaTarget.MainClass("Main"));
		assertThat(launch.command().jvmArguments()).isEmpty();
		assertThat(launch.variables().launcher()).containsExactly("-cp", "/primary/a.jar");
	}

	@Test
	void environmentHoldsTheClassPathVariable() {
		Map<String, String> environment = Map.of("CLASSPATH", "a.jar:/b.jar");
		assertThat(new Relocation(DIRECTORY, environment).getEnvironment())
			.isEqualTo(Map.of("CLASSPATH", "/primary/a.jar:/b.jar"));
		assertThat(apply(environment, new JavaTarget.MainClass("Main")).command().jvmArguments()).isEmpty();
	}

	@Test
	void environmentWhenThereIsNoClassPathVariableIsEmpty() {
		assertThat(new Relocation(DIRECTORY, Map.of()).getEnvironment()).isEmpty();
	}

	private Launch apply(Map<String, String> environment, JavaTarget target, String... jvmArguments) {
		JvmVariables variables = JvmVariables.of(environment,
				new ArgumentExpander(new ArgumentFiles(() -> DIRECTORY, StandardCharsets.UTF_8)));
		JavaCommand command = new JavaCommand(Path.of("/java"), List.of(jvmArguments), target, List.of());
		return new Relocation(DIRECTORY, environment).apply(new Launch(command, variables));
	}

}
