package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.bootcluster.integration.app.versioned.VersionedApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for deployments: a new version is there, but workers run it only
 * after a rolling restart.
 */
class GenerationIT {

	@TempDir
	private Path directory;

	private ClusterLauncher launcher;

	private ExecutableJar jars;

	@BeforeEach
	void prepare() throws IOException {
		this.launcher = new ClusterLauncher(VersionedApplication.class, this.directory);
		this.jars = new ExecutableJar(this.directory.resolve("build"), this.launcher.getClassPath());
	}

	@Test
	void workersStayOnJarOfTheirGeneration() throws IOException {
		Path jar = this.jars.write(this.directory.resolve("app.jar"), "1");
		Path second = this.jars.write(this.directory.resolve("second.jar"), "22");
		Path broken = this.jars.write(this.directory.resolve("broken.jar"), "broken");
		try (ClusterProcess cluster = this.launcher.startWith("-jar", "app.jar").awaitListening(2)) {
			cluster.awaitOutput("The cluster is complete");
			deploy(second, jar);
			assertVersion(cluster, "1");
			replaceByCrash(cluster, 1);
			assertVersion(cluster, "1");
			restart(cluster, "COMPLETED");
			assertVersion(cluster, "22");
			cluster.await("one generation is left", () -> generations(cluster).equals(List.of("generation-2")));
			deploy(broken, jar);
			assertThat(restart(cluster, "FAILED").at("/rollingRestart/reason").asString())
				.contains("This version is broken");
			replaceByCrash(cluster, 2);
			assertVersion(cluster, "22");
			assertThat(generations(cluster)).containsExactly("generation-2");
			assertThat(cluster.output()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
		}
	}

	@Test
	void symbolicLinkOfWorkingDirectoryIsFollowedByNextGeneration() throws IOException {
		Path first = Files.createDirectories(this.directory.resolve("releases/1"));
		Path second = Files.createDirectories(this.directory.resolve("releases/2"));
		this.jars.write(first.resolve("app.jar"), "1");
		this.jars.write(second.resolve("app.jar"), "22");
		Path current = Files.createSymbolicLink(this.directory.resolve("current"), first);
		this.launcher.prefix("sh", "-c", "cd current && exec \"$@\"", "sh");
		try (ClusterProcess cluster = this.launcher.startWith("-jar", "app.jar").awaitListening(2)) {
			Files.delete(current);
			Files.createSymbolicLink(current, second);
			replaceByCrash(cluster, 1);
			assertThat(answers(cluster)).allMatch((answer) -> answer.startsWith("1 ") && answer.endsWith("/1"));
			restart(cluster, "COMPLETED");
			assertThat(answers(cluster)).allMatch((answer) -> answer.startsWith("22 ") && answer.endsWith("/2"));
		}
	}

	private void deploy(Path source, Path target) throws IOException {
		Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private void replaceByCrash(ClusterProcess cluster, int id) {
		long pid = cluster.pidOfWorker(id);
		TestSignals.send("KILL", pid);
		cluster.awaitReplacement(id, pid);
		cluster.awaitListening(2);
	}

	private JsonNode restart(ClusterProcess cluster, String state) {
		cluster.client().post("/actuator/cluster", "{\"action\":\"restart\"}");
		JsonNode status = cluster.awaitStatus("rolling restart: " + state,
				(candidate) -> candidate.at("/rollingRestart/state").asString("").equals(state));
		cluster.awaitListening(2);
		cluster.await("only the primary and two workers are left", () -> cluster.pids().size() == 3);
		return status;
	}

	private void assertVersion(ClusterProcess cluster, String version) {
		assertThat(answers(cluster)).hasSize(2).allMatch((answer) -> answer.startsWith(version + " "));
	}

	private Collection<String> answers(ClusterProcess cluster) {
		return EveryWorker
			.ask(cluster, () -> cluster.get("/version").body(), (answer) -> Long.parseLong(answer.split(" ")[1]))
			.values();
	}

	private List<String> generations(ClusterProcess cluster) {
		try (Stream<Path> files = Files.list(cluster.listChannelDirectory().get(0))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.startsWith("generation-"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
