package io.github.bootcluster.process;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JavaCommandParser}.
 */
class JavaCommandParserTests {

	@ParameterizedTest
	@MethodSource
	void parse(List<String> arguments, List<String> jvmArguments, JavaTarget target, List<String> remaining) {
		JavaCommand command = parse(arguments);
		assertThat(command.executable()).isEqualTo(Path.of("/jdk/bin/java"));
		assertThat(command.jvmArguments()).isEqualTo(jvmArguments);
		assertThat(command.target()).isEqualTo(target);
		assertThat(command.arguments()).isEqualTo(remaining);
	}

	static Stream<Arguments> parse() {
		List<String> moduleOptions = List.of("--add-opens", "a/b=c", "--add-exports", "a/b=c", "--add-reads", "a=b",
				"--add-modules", "m", "--limit-modules", "n", "--patch-module", "a=b", "--upgrade-module-path", "u",
				"--enable-native-access", "ALL-UNNAMED", "--class-path", "x", "-classpath", "y", "-p", "z",
				"--module-path", "z");
		return Stream.of(Arguments.of(List.of("Main"), List.of(), new JavaTarget.MainClass("Main"), List.of()),
				Arguments.of(List.of("-cp", "a:b", "-Xmx1g", "Main", "-jar", ""), List.of("-cp", "a:b", "-Xmx1g"),
						new JavaTarget.MainClass("Main"), List.of("-jar", "")),
				Arguments.of(List.of("-cp", "", "Main"), List.of("-cp", ""), new JavaTarget.MainClass("Main"),
						List.of()),
				Arguments.of(List.of("-jar", "a b.jar", "x"), List.of(), new JavaTarget.JarFile("a b.jar"),
						List.of("x")),
				Arguments.of(List.of("-jar", "-Xmx1g", "-p", "mods", "app.jar", "x"), List.of("-Xmx1g", "-p", "mods"),
						new JavaTarget.JarFile("app.jar"), List.of("x")),
				Arguments.of(List.of("-p", "mods", "-m", "app/Main", "-m"), List.of("-p", "mods"),
						new JavaTarget.Module("app/Main"), List.of("-m")),
				Arguments.of(List.of("--module", "app"), List.of(), new JavaTarget.Module("app"), List.of()),
				Arguments.of(List.of("--module=app/Main", "x"), List.of(), new JavaTarget.Module("app/Main"),
						List.of("x")),
				Arguments.of(Stream.concat(moduleOptions.stream(), Stream.of("Main")).toList(), moduleOptions,
						new JavaTarget.MainClass("Main"), List.of()),
				Arguments.of(List.of("--source", "17", "script", "x"), List.of("--source", "17"),
						new JavaTarget.SourceFile("script"), List.of("x")),
				Arguments.of(List.of("--source=17", "script"), List.of("--source=17"),
						new JavaTarget.SourceFile("script"), List.of()),
				Arguments.of(List.of("There.java"), List.of(), new JavaTarget.SourceFile("There.java"), List.of()),
				Arguments.of(List.of("not.there.java"), List.of(), new JavaTarget.MainClass("not.there.java"),
						List.of()),
				Arguments.of(List.of("--disable-@files", "-Dx", "@Main"), List.of("-Dx"),
						new JavaTarget.MainClass("@Main"), List.of()));
	}

	@Test
	void parseWhenNothingIsNamedThrows() {
		assertThatIllegalStateException().isThrownBy(() -> parse(List.of("-cp", "a.jar")))
			.withMessageContaining("[-cp, a.jar]");
	}

	private JavaCommand parse(List<String> arguments) {
		return JavaCommandParser.parse(Path.of("/jdk/bin/java"), arguments, "There.java"::equals);
	}

}
