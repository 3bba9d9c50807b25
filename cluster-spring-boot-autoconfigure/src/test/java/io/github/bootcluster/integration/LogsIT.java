package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.github.bootcluster.integration.app.chatty.ChattyApplication;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the lines of workers.
 */
class LogsIT {

	private static final int LINES = 25_000;

	private static final Pattern LINE = Pattern.compile("Line (\\d+) of (\\d+) (x*)\\.$");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 17, 25 })
	void linesOfFourWorkersAtOnceAreWholeAndNameTheirWorker(int feature) {
		try (ClusterProcess cluster = new ClusterLauncher(ChattyApplication.class, this.directory)
			.javaHome(Jdks.get(feature))
			.workers(4)
			.property("chatty.lines", LINES)
			.start()) {
			cluster.awaitListening(4);
			cluster.await("all lines are there", () -> countLines(cluster) == 4 * LINES);
			List<String> lines = cluster.outputLines();
			assertThatLinesAreComplete(lines);
			assertThat(lines).filteredOn((line) -> line.contains("Trace ")).hasSize(4 * LINES / 500);
			assertThat(lines).filteredOn((line) -> line.contains("\tat ") || line.contains("Trace "))
				.allMatch((line) -> line.matches("\\[worker-[1-4]] .*"));
			assertThat(lines).filteredOn((line) -> line.contains("xx"))
				.allMatch((line) -> LINE.matcher(line).find() && line.split("\\[worker-").length == 2);
		}
	}

	private static long countLines(ClusterProcess cluster) {
		return cluster.output().lines().filter((line) -> LINE.matcher(line).find()).count();
	}

	private void assertThatLinesAreComplete(List<String> lines) {
		Map<String, List<Integer>> numbers = new HashMap<>();
		for (String line : lines) {
			Matcher matcher = LINE.matcher(line);
			if (matcher.find()) {
				assertThat(line).contains("[worker-" + matcher.group(2) + "]");
				int number = Integer.parseInt(matcher.group(1));
				assertThat(matcher.group(3)).hasSize(getPadding(number));
				numbers.computeIfAbsent(matcher.group(2), (id) -> new ArrayList<>()).add(number);
			}
		}
		List<Integer> all = IntStream.range(0, LINES).boxed().toList();
		assertThat(numbers).containsOnlyKeys("1", "2", "3", "4");
		assertThat(numbers.values()).allSatisfy((written) -> {
			List<Integer> sorted = written.stream().sorted().toList();
			assertThat(sorted).isEqualTo(all);
		});
	}

	private static int getPadding(int number) {
		return (number % 250 == 0 || number % 250 == 3) ? 70_000 : number % 100;
	}

	@ParameterizedTest
	@ValueSource(strings = { "halt", "exit", "kill" })
	void outputOfWorkerThatDiesIsCompleteAndShown(String cause) {
		try (ClusterProcess cluster = new ClusterLauncher(ChattyApplication.class, this.directory).workers(1).start()) {
			long pid = cluster.awaitListening(1).pidOfWorker(1);
			assertThat(cluster.worker(1).has("lastOutput")).isFalse();
			die(cluster, cause, pid);
			cluster.awaitReplacement(1, pid);
			List<String> lines = cluster.outputLines();
			assertThat(lines).contains("[worker-1] Farewell by " + cause);
			assertThat(lines.indexOf("[worker-1] Farewell by " + cause))
				.isLessThan(indexOf(lines, "Worker 1 (PID %d) exited with code".formatted(pid)));
			assertThatLastOutputIsShown(cluster, cause);
		}
	}

	private static void die(ClusterProcess cluster, String cause, long pid) {
		if (cause.equals("kill")) {
			cluster.get("/farewell");
			TestSignals.send("KILL", pid);
		}
		else {
			cluster.client().getAsync("/" + cause);
		}
	}

	private static int indexOf(List<String> lines, String part) {
		return IntStream.range(0, lines.size()).filter((i) -> lines.get(i).contains(part)).findFirst().orElseThrow();
	}

	private static void assertThatLastOutputIsShown(ClusterProcess cluster, String cause) {
		JsonNode output = cluster.worker(1).get("lastOutput");
		assertThat(output.valueStream().map(JsonNode::asString)).contains("Almost over: 49", "Farewell by " + cause);
		assertThat(cluster.status().at("/instances/0").has("lastOutput")).isFalse();
	}

}
