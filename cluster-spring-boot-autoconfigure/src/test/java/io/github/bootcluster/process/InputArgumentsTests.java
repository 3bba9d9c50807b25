package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InputArguments}.
 */
class InputArgumentsTests {

	private final Properties properties = new Properties();

	@Test
	void toCommandOfClass() {
		run("com.example.Main a b", "lib/a.jar:classes");
		assertThat(toArguments(Map.of(), "-Xmx1g")).containsExactly("java", "-Xmx1g", "-cp", "lib/a.jar:classes",
				"com.example.Main", "a", "b");
	}

	@Test
	void toCommandOfJar() {
		run("my app.jar a", "my app.jar");
		assertThat(toArguments(Map.of(), "-Xmx1g")).containsExactly("java", "-Xmx1g", "-jar", "my app.jar", "a");
	}

	@Test
	void toCommandOfJarWithAgent() {
		run("app.jar", "app.jar:agent.jar");
		assertThat(toArguments(Map.of(), "-javaagent:agent.jar")).containsExactly("java", "-javaagent:agent.jar",
				"-jar", "app.jar");
	}

	@Test
	void toCommandOfModule() {
		run("app/com.example.Main a", "");
		this.properties.setProperty("jdk.module.main", "app");
		this.properties.setProperty("jdk.module.main.class", "com.example.Main");
		this.properties.setProperty("jdk.module.path", "mods");
		assertThat(toArguments(Map.of(), "-Djdk.module.main=app")).containsExactly("java", "--module-path", "mods",
				"-m", "app/com.example.Main", "a");
	}

	@Test
	void toCommandWhenModulePathIsAnArgumentKeepsIt() {
		run("app/Main", "");
		this.properties.setProperty("jdk.module.main", "app");
		this.properties.setProperty("jdk.module.path", "mods");
		assertThat(toArguments(Map.of(), "--module-path=mods")).containsExactly("java", "--module-path=mods", "-m",
				"app/Main");
	}

	@Test
	void toCommandLeavesTheEnvironmentOut() {
		run("Main", "classes");
		Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Da=b -Dtwice", "JDK_JAVA_OPTIONS",
				"--add-opens a/b=c -p mods", "_JAVA_OPTIONS", "-Dlast -Dtwice");
		assertThat(toArguments(environment, "-Da=b", "-Dtwice", "--add-opens=a/b=c", "--module-path=mods", "-Dtwice",
				"-Down", "-Dlast", "-Dtwice"))
			.containsExactly("java", "-Dtwice", "-Down", "-cp", "classes", "Main");
	}

	@Test
	void toCommandWhenMainClassIsUnknownThrows() {
		assertThatIllegalStateException().isThrownBy(() -> toArguments(Map.of()))
			.withMessageContaining("Start the application with 'java'");
	}

	private void run(String command, String classPath) {
		this.properties.setProperty("sun.java.command", command);
		this.properties.setProperty("java.class.path", classPath);
	}

	private List<String> toArguments(Map<String, String> environment, String... arguments) {
		JvmVariables variables = JvmVariables.of(environment,
				new ArgumentExpander(new ArgumentFiles(() -> Path.of("/"), StandardCharsets.UTF_8)));
		return new InputArguments(List.of(arguments), this.properties).toCommand(Path.of("java"), variables)
			.toArguments();
	}

}
