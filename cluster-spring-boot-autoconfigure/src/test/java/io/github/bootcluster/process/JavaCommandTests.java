package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JavaCommand}.
 */
class JavaCommandTests {

	private static final Path JAVA = Path.of("/jdk/bin/java");

	@Test
	void toArgumentsOfClass() {
		assertThat(command(new JavaTarget.MainClass("Main")).toArguments()).containsExactly("/jdk/bin/java", "-Xmx1g",
				"-cp", "", "Main", "a b", "");
	}

	@Test
	void toArgumentsOfJar() {
		assertThat(command(new JavaTarget.JarFile("app.jar")).toArguments()).containsExactly("/jdk/bin/java", "-Xmx1g",
				"-cp", "", "-jar", "app.jar", "a b", "");
	}

	@Test
	void toArgumentsOfModule() {
		assertThat(command(new JavaTarget.Module("app/Main")).toArguments()).containsExactly("/jdk/bin/java", "-Xmx1g",
				"-cp", "", "-m", "app/Main", "a b", "");
	}

	@Test
	void toArgumentsOfSourceFile() {
		assertThat(command(new JavaTarget.SourceFile("Main.java")).toArguments()).containsExactly("/jdk/bin/java",
				"-Xmx1g", "-cp", "", "Main.java", "a b", "");
	}

	@Test
	void toArgumentsEscapesWhatIsNoArgumentFile() {
		JavaCommand command = new JavaCommand(JAVA, List.of("-cp", "@lib", "-Dx", "@"),
				new JavaTarget.JarFile("@app.jar"), List.of("@value"));
		assertThat(command.toArguments()).containsExactly("/jdk/bin/java", "-cp", "@@lib", "-Dx", "@", "-jar",
				"@@app.jar", "@value");
	}

	@Test
	void toArgumentFileEscapesNothing() {
		JavaCommand command = new JavaCommand(JAVA, List.of("-cp", "@lib"), new JavaTarget.MainClass("Main"),
				List.of("@value"));
		assertThat(command.toArgumentFile()).containsExactly("-cp", "@lib", "Main", "@value");
	}

	private JavaCommand command(JavaTarget target) {
		return new JavaCommand(JAVA, List.of("-Xmx1g", "-cp", ""), target, List.of("a b", ""));
	}

}
