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
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link JavaRuntime}.
 */
class JavaRuntimeTests {

	@TempDir
	Path root;

	private TestJvm jvm;

	@BeforeEach
	void setUp() {
		this.jvm = new TestJvm(this.root);
	}

	@Test
	void getCommandReadsTheCommandLine() {
		this.jvm.commandLine("java", "-Xmx1g", "-jar", "a b.jar", "", "it's \"x\"", "\u00fc\u65e5");
		assertThat(getCommandLine()).containsExactly(java(), "-Xmx1g", "-jar", "a b.jar", "", "it's \"x\"",
				"\u00fc\u65e5");
	}

	@Test
	void getCommandWhenLastArgumentIsEmptyKeepsIt() {
		this.jvm.commandLine("java", "Main", "", "");
		assertThat(getCommandLine()).containsExactly(java(), "Main", "", "");
	}

	@Test
	void getCommandDecodesWithTheCharsetOfArguments() {
		this.jvm.property("sun.jnu.encoding", "ISO-8859-1")
			.commandLine(StandardCharsets.ISO_8859_1, "java", "Main", "\u00fc");
		assertThat(getCommandLine()).containsExactly(java(), "Main", "\u00fc");
	}

	@Test
	void getCommandWhenLocaleHasAsciiOnlyKeepsOtherBytes() {
		this.jvm.property("sun.jnu.encoding", "ANSI_X3.4-1968").commandLine("java", "Main", "\u00fc\u65e5");
		List<String> commandLine = getCommandLine();
		byte[] bytes = commandLine.get(2).getBytes(this.jvm.toRuntime().getCharset());
		assertThat(bytes).isEqualTo("\u00fc\u65e5".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void getCommandWhenCommandLineIsLongIsComplete() {
		String classPath = "/lib/some.jar:".repeat(20_000);
		this.jvm.commandLine("java", "-cp", classPath, "Main");
		assertThat(getCommandLine()).containsExactly(java(), "-cp", classPath, "Main");
	}

	@Test
	void getCommandLeavesTheEnvironmentOut() {
		this.jvm.environment("JDK_JAVA_OPTIONS", "-Da")
			.environment("JAVA_TOOL_OPTIONS", "-Db")
			.commandLine("java", "-Dc", "Main");
		assertThat(getCommandLine()).containsExactly(java(), "-Dc", "Main");
	}

	@Test
	void getCommandWhenLauncherExecutedItselfOnceMoreLeavesTheEnvironmentOut() {
		this.jvm.environment("JDK_JAVA_OPTIONS", "-Da '-Db=c d'").commandLine("java", "-Da", "-Db=c d", "-De", "Main");
		assertThat(getCommandLine()).containsExactly(java(), "-De", "Main");
	}

	@Test
	void getCommandExpandsArgumentFilesAnew() {
		JavaRuntime runtime = this.jvm.file("x.args", "-Da Main one")
			.commandLine("java", "@x.args", "@two")
			.toRuntime();
		assertThat(runtime.getCommand().toArguments()).containsExactly(java(), "-Da", "Main", "one", "@two");
		this.jvm.file("x.args", "-Db Main");
		assertThat(runtime.getCommand().toArguments()).containsExactly(java(), "-Db", "Main", "@two");
	}

	@Test
	void getCommandWhenArgumentFileIsGoneRemembersIt() throws IOException {
		JavaRuntime runtime = this.jvm.file("x.args", "-Da Main").commandLine("java", "@x.args").toRuntime();
		JavaCommand command = runtime.getCommand();
		Files.delete(this.jvm.getWorkingDirectory().resolve("x.args"));
		assertThat(runtime.getCommand()).isEqualTo(command);
	}

	@Test
	void getCommandWhenEnvironmentDisablesArgumentFilesExpandsNone() {
		this.jvm.environment("JDK_JAVA_OPTIONS", "--disable-@files").commandLine("java", "@Main", "x");
		assertThat(this.jvm.toRuntime().getCommand().target()).isEqualTo(new JavaTarget.MainClass("@Main"));
	}

	@Test
	void getCommandWhenSourceFileExistsRunsIt() {
		this.jvm.file("Main.java", "").commandLine("java", "Main.java");
		assertThat(this.jvm.toRuntime().getCommand().target()).isEqualTo(new JavaTarget.SourceFile("Main.java"));
	}

	@Test
	void getCommandWhenExecutableIsAbsoluteKeepsIt() throws IOException {
		Path link = Files.createSymbolicLink(this.root.resolve("java21"), this.jvm.getJava());
		this.jvm.commandLine(link.toString(), "Main");
		assertThat(getCommandLine()).containsExactly(link.toString(), "Main");
	}

	@Test
	void getCommandWhenExecutableIsGoneUsesJavaHome() {
		this.jvm.commandLine("/no/such/java", "Main");
		assertThat(getCommandLine()).containsExactly(java(), "Main");
	}

	@Test
	void getCommandWhenExecutableIsAnotherProgramUsesJavaHome() throws IOException {
		Path script = Files.createFile(this.root.resolve("start"));
		assertThat(script.toFile().setExecutable(true)).isTrue();
		this.jvm.commandLine(script.toString(), "Main");
		assertThat(getCommandLine()).containsExactly(java(), "Main");
	}

	@Test
	void getCommandWhenExecutableWasReplacedReadsTheCommandLine() {
		this.jvm.executable("/jdk/bin/java (deleted)").commandLine("java", "Main");
		assertThat(getCommandLine()).containsExactly(java(), "Main");
	}

	@Test
	void getCommandWhenLauncherIsNotJavaAsksTheJvm() {
		this.jvm.executable("/opt/app/bin/app").commandLine("app", "one");
		fallBack();
		assertThat(getCommandLine()).containsExactly(java(), "-Xmx1g", "-jar", "app.jar", "one");
	}

	@Test
	void getCommandWhenThereAreNoProcessFilesAsksTheJvm() {
		fallBack();
		assertThat(getCommandLine()).containsExactly(java(), "-Xmx1g", "-jar", "app.jar", "one");
	}

	@Test
	void getCommandWhenArgumentFileNeverWasReadableAsksTheJvm() {
		this.jvm.commandLine("java", "@gone.args");
		fallBack();
		assertThat(getCommandLine()).containsExactly(java(), "-Xmx1g", "-jar", "app.jar", "one");
	}

	@Test
	void getCommandWhenThereIsNoLauncherThrows() {
		this.jvm.property("java.home", "/no/such/home").commandLine("java", "Main");
		assertThatIllegalStateException().isThrownBy(this.jvm.toRuntime()::getCommand)
			.withMessageContaining("/no/such/home/bin/java");
	}

	@Test
	void getWorkingDirectoryIsThatOfTheProcess() throws IOException {
		assertThat(this.jvm.property("user.dir", "/changed").toRuntime().getWorkingDirectory())
			.isEqualTo(this.jvm.getWorkingDirectory().toRealPath());
	}

	@Test
	void currentKnowsThisJvm() {
		JavaRuntime runtime = JavaRuntime.current();
		assertThat(runtime.getCommand().executable()).isExecutable();
		assertThat(runtime.getWorkingDirectory()).isDirectory();
	}

	private void fallBack() {
		this.jvm.inputArguments("-Xmx1g")
			.property("java.class.path", "app.jar")
			.property("sun.java.command", "app.jar one");
	}

	private List<String> getCommandLine() {
		return this.jvm.toRuntime().getCommand().toArguments();
	}

	private String java() {
		return this.jvm.getJava().toString();
	}

}
