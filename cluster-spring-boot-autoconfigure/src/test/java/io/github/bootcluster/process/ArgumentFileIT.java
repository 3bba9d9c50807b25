package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what we write against the launcher that reads it.
 */
class ArgumentFileIT {

	private static final List<String> NASTY = List.of("", " ", "a b", "\"", "'", "it's \"x\"", "\\", "a\\", "\\n",
			"\\\\n", "\t\n\r\f", "#no comment", "a#b", "@x", "@@x", "--disable-@files", "$HOME `x` %p {id} *", "-jar",
			"-cp", "", "x".repeat(5000), "\"\\".repeat(3000), "");

	private final List<String> lines = new CopyOnWriteArrayList<>();

	@TempDir
	Path directory;

	@Test
	void launcherReadsTheArgumentFile() throws Exception {
		JavaCommand command = command();
		Path file = new ArgumentFileWriter(this.directory, StandardCharsets.UTF_8).write(1, command.toArgumentFile());
		assertThat(run(List.of(command.executable().toString(), "@" + file))).isEqualTo(NASTY);
	}

	@Test
	void launcherReadsTheCommandLine() throws Exception {
		assertThat(run(command().toArguments())).isEqualTo(NASTY);
	}

	@Test
	void launcherAgreesOnTheSyntax() throws Exception {
		String text = """
				a "b c"'d' # comment
				"it's" 'say "x"' c:\\dir\\n "tab\\tfeed\\n\\a" "one \\
				   two" "open\s
				close#d
				"e f"g#h
				@i "" '' --disable-@files -cp j#
				"last""";
		List<String> expected = ArgumentFileTokenizer.tokenize(text.getBytes(StandardCharsets.UTF_8),
				StandardCharsets.UTF_8);
		Path file = Files.writeString(this.directory.resolve("syntax.args"),
				"-cp \"" + testClasses() + "\" " + PrintArguments.class.getName() + " " + text);
		assertThat(run(List.of(command().executable().toString(), "@" + file))).isEqualTo(expected);
		assertThat(expected).contains("b cd", "c:\\dir\\n");
	}

	private JavaCommand command() {
		JavaCommand current = JavaRuntime.current().getCommand();
		return new JavaCommand(current.executable(),
				List.of("-XX:TieredStopAtLevel=1", "-Dignored=\" it's #1\"", "-cp", testClasses()),
				new JavaTarget.MainClass(PrintArguments.class.getName()), NASTY);
	}

	private String testClasses() {
		return PrintArguments.class.getProtectionDomain().getCodeSource().getLocation().getPath();
	}

	private List<String> run(List<String> command) throws Exception {
		WorkerProcess process = new ProcessWorkerLauncher()
			.launch(new WorkerCommand(command, Map.of(), null, List.of()), new WorkerOutput(this::add, this::add));
		try {
			assertThat(process.onExit().get(20, TimeUnit.SECONDS)).as("%s", process.lastLines()).isZero();
		}
		finally {
			process.kill();
		}
		return this.lines.stream().filter((line) -> line.startsWith("<")).map(this::parse).toList();
	}

	private void add(byte[] line) {
		this.lines.add(new String(line, StandardCharsets.UTF_8));
	}

	private String parse(String line) {
		byte[] bytes = HexFormat.of().parseHex(line.substring(1, line.length() - 1));
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
