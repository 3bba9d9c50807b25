package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.bootcluster.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for {@link SampleApplication} as a cluster, launched in the ways its
 * users launch it.
 */
class SampleClusterIT {

	private static final Path JAR = Path.of(System.getProperty("basedir", ""), "target", "sample-app.jar")
		.toAbsolutePath();

	private static final Pattern JOB = Pattern
		.compile("\\[worker-(\\d+)].*StatisticsJob .*Running the job of the cluster");

	private static final Pattern HELLO = Pattern.compile("Hello from Worker (\\d+)");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(ints = { 17, 25 })
	void jarRunsAsCluster(int feature) throws IOException {
		try (ClusterProcess cluster = newLauncher().javaHome(Jdks.get(feature)).startWith("-jar", JAR.toString())) {
			cluster.awaitListening(2);
			assertEveryWorkerAnswers(cluster);
			assertWorkersTalk(cluster);
			assertLeaderIsReplaced(cluster);
			assertThat(Files.readString(Path.of("/proc", String.valueOf(cluster.pid()), "maps"),
					StandardCharsets.ISO_8859_1))
				.as("primary has native calls")
				.containsIgnoringCase("jna");
			assertThat(cluster.output()).doesNotContain("WARNING");
			assertStopsLikeBoot(cluster);
		}
	}

	private void assertEveryWorkerAnswers(ClusterProcess cluster) {
		Map<Long, String> answers = EveryWorker.ask(cluster, () -> cluster.get("/").body(), this::pid);
		assertThat(answers).hasSize(2).doesNotContainKey(cluster.pid());
		JsonNode status = cluster.status();
		assertThat(status.at("/primary/pid").asLong()).isEqualTo(cluster.pid());
		assertThat(status.at("/workers/desired").asInt()).isEqualTo(2);
	}

	private long pid(String hello) {
		Matcher matcher = HELLO.matcher(hello);
		assertThat(matcher.matches()).as(hello).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	private void assertWorkersTalk(ClusterProcess cluster) {
		long total = cluster.client().getJson("/count").get("total").asLong();
		for (int i = 0; i < 20; i++) {
			cluster.get("/");
		}
		cluster.await("all requests are counted",
				() -> cluster.client().getJson("/count").get("total").asLong() >= total + 20);
		HttpResponse<String> response = cluster.client().post("/broadcast", "\"Grüße\"");
		assertThat(response.body()).matches("Worker \\d+ told 2 other processes");
		cluster.await("the other worker has heard", () -> cluster.get("/broadcast").body().contains("Grüße"));
	}

	private void assertLeaderIsReplaced(ClusterProcess cluster) {
		cluster.await("the job runs", () -> !runsOfJob(cluster).isEmpty());
		int leader = runsOfJob(cluster).get(0);
		long victim = cluster.pidOfWorker(leader);
		long witness = cluster.pidOfWorker(3 - leader);
		TestSignals.send("KILL", victim);
		JsonNode replacement = cluster.awaitReplacement(leader, victim);
		assertThat(replacement.get("restarts").asInt()).isEqualTo(1);
		assertThat(replacement.at("/lastExit/signal").asString()).isEqualTo("SIGKILL");
		assertThat(cluster.pidOfWorker(3 - leader)).isEqualTo(witness);
		cluster.await("the job moves", () -> runsOfJob(cluster).contains(3 - leader));
	}

	private List<Integer> runsOfJob(ClusterProcess cluster) {
		return JOB.matcher(cluster.output()).results().map((run) -> Integer.valueOf(run.group(1))).toList();
	}

	private void assertStopsLikeBoot(ClusterProcess cluster) {
		cluster.signal("TERM");
		assertThat(cluster.awaitExit()).isEqualTo(143);
		cluster.awaitNothingLeft();
	}

	@Test
	void extractedJarRunsAsCluster() throws Exception {
		Path extracted = extract();
		try (ClusterProcess cluster = newLauncher().startWith("-jar", extracted.toString()).awaitListening(2)) {
			assertEveryWorkerAnswers(cluster);
		}
	}

	private Path extract() throws Exception {
		Path application = this.directory.resolve("application");
		Process process = new ProcessBuilder(Jdks.current().resolve("bin/java").toString(), "-Djarmode=tools", "-jar",
				JAR.toString(), "extract", "--destination", application.toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0).isTrue();
		return application.resolve("sample-app.jar");
	}

	@Test
	void propertiesLauncherRunsCluster() {
		try (ClusterProcess cluster = newLauncher()
			.startWith("-cp", JAR.toString(), "org.springframework.boot.loader.launch.PropertiesLauncher")
			.awaitListening(2)) {
			assertEveryWorkerAnswers(cluster);
		}
	}

	@Test
	void explodedClassesRunAsCluster() throws IOException {
		ClusterLauncher launcher = newLauncher().withoutJars("test", "junit", "mockito", "selenium");
		String classPath = Arrays.stream(launcher.getClassPath().split(File.pathSeparator))
			.filter((entry) -> !entry.contains("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
		Files.writeString(this.directory.resolve("launch.args"), """
				-XX:TieredStopAtLevel=1
				-cp
				"%s"
				%s
				""".formatted(classPath, SampleApplication.class.getName()));
		try (ClusterProcess cluster = launcher.startWith("@launch.args").awaitListening(2)) {
			assertEveryWorkerAnswers(cluster);
		}
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(SampleApplication.class, this.directory);
	}

}
