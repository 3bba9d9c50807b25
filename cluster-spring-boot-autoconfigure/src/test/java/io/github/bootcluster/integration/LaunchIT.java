package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.github.bootcluster.integration.launch.echo.EchoApplication;
import io.github.bootcluster.integration.launch.echo.HexText;
import io.github.bootcluster.integration.launch.other.OtherApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for ways to launch a cluster.
 */
class LaunchIT {

	private static final String DEBUGGER = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

	private static final List<String> ARGUMENTS = List.of("two words", "", "\"quoted\"", "back\\slash", "grüße 日本");

	@TempDir
	private Path directory;

	@Test
	void workerIsLaunchedLikeArgumentFileSays() throws IOException {
		ClusterLauncher launcher = newLauncher();
		writeArgumentFile(launcher.getClassPath());
		try (ClusterProcess cluster = launcher.startWith("@launch.args").awaitListening(1)) {
			JsonNode launch = cluster.client().getJson("/launch");
			assertThat(strings(launch, "jvmArguments")).contains(DEBUGGER);
			assertThat(strings(launch, "arguments")).startsWith(HexText.of(ARGUMENTS).toArray(String[]::new));
		}
	}

	@Test
	void workerGetsClassPathThatIsTooLongForCommandLine() throws IOException {
		ClusterLauncher launcher = newLauncher();
		String padding = IntStream.range(0, 800)
			.mapToObj((index) -> "/no/such/directory/" + index + "-".repeat(240))
			.collect(Collectors.joining(File.pathSeparator, File.pathSeparator, ""));
		writeArgumentFile(launcher.getClassPath() + padding);
		try (ClusterProcess cluster = launcher.startWith("@launch.args").awaitListening(1)) {
			JsonNode launch = cluster.client().getJson("/launch");
			assertThat(padding).hasSizeGreaterThan(128 * 1024);
			assertThat(strings(launch, "arguments")).startsWith(HexText.of(ARGUMENTS).toArray(String[]::new));
		}
	}

	@Test
	void workerGetsArgumentsThatAreTooManyForCommandLine() {
		String[] properties = IntStream.range(0, 200)
			.mapToObj((index) -> "-Dpadding." + index + "=" + "-".repeat(1024))
			.toArray(String[]::new);
		try (ClusterProcess cluster = newLauncher().jvmArguments(properties).start().awaitListening(1)) {
			assertThat(strings(cluster.client().getJson("/launch"), "jvmArguments")).contains(properties);
		}
	}

	@Test
	void workerGetsArgumentsOfPrimaryWhereLocaleLacksTheirCharacters() throws IOException {
		Path script = ShellScript.write(this.directory.resolve("start.sh"), ARGUMENTS);
		ClusterLauncher launcher = newLauncher().prefix("sh", script.toString()).environment("LC_ALL", "C");
		try (ClusterProcess cluster = launcher.start().awaitListening(1)) {
			assertThat(printedArguments(cluster, cluster.pidOfWorker(1)))
				.isEqualTo(printedArguments(cluster, cluster.pid()));
		}
	}

	private String printedArguments(ClusterProcess cluster, long pid) {
		String prefix = "arguments of %d: ".formatted(pid);
		return cluster.writtenLines()
			.stream()
			.filter((line) -> line.startsWith(prefix))
			.map((line) -> line.substring(prefix.length()))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void workerRunsOtherMainClassInOtherDirectory() throws IOException {
		Path work = Files.createDirectory(this.directory.resolve("work"));
		ClusterLauncher launcher = newLauncher().property("cluster.worker.main-class", OtherApplication.class.getName())
			.property("cluster.worker.working-directory", "work");
		try (ClusterProcess cluster = launcher
			.startWith("-cp", relative(launcher.getClassPath()), EchoApplication.class.getName())
			.awaitListening(1)) {
			assertThat(cluster.get("/directory").body()).isEqualTo(work.toRealPath().toString());
			assertThat(cluster.get("/launch").statusCode()).isEqualTo(404);
		}
	}

	private String relative(String classPath) throws IOException {
		Path start = this.directory.toRealPath();
		return Arrays.stream(classPath.split(File.pathSeparator))
			.map((entry) -> start.relativize(Path.of(entry).toAbsolutePath()).toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	@Test
	void heapIsDividedByWorkers() {
		ClusterLauncher launcher = newLauncher().withoutJvmArguments()
			.jvmArguments("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
			.workers(4);
		try (ClusterProcess cluster = launcher.start()) {
			cluster.awaitStatus("a worker listens", (status) -> status.at("/workers/listening").asInt() > 0);
			assertThat(strings(cluster.client().getJson("/launch"), "jvmArguments"))
				.contains("-XX:MaxRAMPercentage=18.75", "-XX:+ExitOnOutOfMemoryError");
			assertThat(cluster.output()).contains("4 workers with a heap of 18.75% of the memory each, 75% in all");
		}
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(EchoApplication.class, this.directory).workers(1).environment("LC_ALL", "C.UTF-8");
	}

	private void writeArgumentFile(String classPath) throws IOException {
		Stream<String> launch = Stream.of(DEBUGGER, "-cp", classPath, EchoApplication.class.getName());
		String content = Stream.concat(launch, ARGUMENTS.stream()).map(this::quote).collect(Collectors.joining("\n"));
		Files.writeString(this.directory.resolve("launch.args"), content);
	}

	private String quote(String argument) {
		return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	private List<String> strings(JsonNode launch, String field) {
		return StreamSupport.stream(launch.get(field).spliterator(), false).map(JsonNode::asString).toList();
	}

}
