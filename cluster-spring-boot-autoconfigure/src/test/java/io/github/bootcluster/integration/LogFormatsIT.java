package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the forms that the lines of workers have.
 */
class LogFormatsIT {

	private static final JsonMapper json = new JsonMapper();

	@TempDir
	private Path directory;

	@Test
	void structuredLinesStayJsonAndHoldTheWorkerOnTheConsoleAndInItsFile() throws Exception {
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory).workers(1)
			.property("logging.structured.format.console", "ecs")
			.property("logging.structured.format.file", "logstash")
			.property("logging.file.name", this.directory.resolve("hello.log"));
		try (ClusterProcess cluster = launcher.start()) {
			long pid = cluster.awaitListening(1).pidOfWorker(1);
			assertThat(parse(cluster.outputLines())).filteredOn((line) -> line.at("/process/pid").asLong() == pid)
				.isNotEmpty()
				.allMatch((line) -> line.at("/service/node/name").asString().equals("worker-1"));
			assertThat(parse(read("hello-worker-1.log"))).isNotEmpty()
				.allMatch((line) -> line.path("cluster_worker").asString().equals("1"));
			assertThat(parse(cluster.get("/actuator/logfile").body().lines().toList())).isNotEmpty()
				.allMatch((line) -> line.has("cluster_worker"));
			assertThat(parse(read("hello.log")))
				.anyMatch((line) -> line.path("message").asString().contains("is listening on port"))
				.noneMatch((line) -> line.has("cluster_worker"));
		}
	}

	private List<String> read(String file) throws IOException {
		return Files.readAllLines(this.directory.resolve(file));
	}

	private static List<JsonNode> parse(List<String> lines) {
		return lines.stream().filter((line) -> line.contains("{")).map(json::readTree).toList();
	}

	@Test
	void colorsOfWorkersAreThereOnTerminal() {
		Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) is not there");
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory).workers(1)
			.prefix("bash", "-c", "exec script -qefc \"$(printf '%q ' \"$@\")\" terminal.txt", "bash");
		try (ClusterProcess cluster = launcher.start()) {
			JsonNode status = cluster.awaitListening(1).status();
			assertThat(cluster.outputLines())
				.anyMatch((line) -> line.contains("\u001b[32m INFO [worker-1]\u001b[0;39m"))
				.anyMatch((line) -> line.contains("\u001b[32m INFO\u001b[0;39m"));
			TestSignals.send("TERM", status.at("/primary/pid").asLong());
			assertThat(cluster.awaitExit()).isEqualTo(143);
		}
	}

}
