package io.github.bootcluster.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.integration.app.chatty.ChattyApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for clusters whose standard output nobody reads any more.
 */
class OutputReaderIT {

	@TempDir
	private Path directory;

	private Path pipe;

	private CompletableFuture<InputStream> reader;

	@BeforeEach
	void createPipe() throws Exception {
		this.pipe = this.directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", this.pipe.toString()).start().waitFor()).isZero();
		// to open it waits for the other end
		this.reader = CompletableFuture.supplyAsync(this::open);
	}

	private InputStream open() {
		try {
			return Files.newInputStream(this.pipe);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenReaderStandsStillClusterGoesOnAndTellsWhatIsLost() throws Exception {
		try (ClusterProcess cluster = start(); InputStream output = this.reader.get(30, TimeUnit.SECONDS)) {
			long pid = cluster.awaitListening(2).pidOfWorker(1);
			for (int i = 0; i < 4; i++) {
				assertThat(cluster.get("/write/5000").body()).isEqualTo("5000");
			}
			TestSignals.send("KILL", pid);
			cluster.awaitReplacement(1, pid);
			CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> readLines(output));
			cluster.signal("TERM");
			assertThat(cluster.awaitExit()).isEqualTo(143);
			assertThatLossIsTold(lines.get(30, TimeUnit.SECONDS));
		}
	}

	private static void assertThatLossIsTold(List<String> lines) {
		assertThat(lines).anyMatch((line) -> line.contains("is listening on port"))
			.anyMatch((line) -> line
				.matches("\\[primary] \\d+ lines are lost here: nobody has read this output for 5 seconds"))
			.anyMatch((line) -> line.contains("has stopped with code 0"));
		assertThat(lines).filteredOn((line) -> line.contains("xxx"))
			.hasSizeBetween(4000, 20_000)
			.allMatch((line) -> line.matches("\\[worker-[12]] x{1000}"));
	}

	@Test
	void whenReaderGoesAwayClusterGoesOn() throws Exception {
		try (ClusterProcess cluster = start()) {
			this.reader.get(30, TimeUnit.SECONDS).close();
			long pid = cluster.awaitListening(2).pidOfWorker(1);
			assertThat(cluster.get("/write/5000").body()).isEqualTo("5000");
			TestSignals.send("KILL", pid);
			cluster.awaitReplacement(1, pid);
			cluster.signal("TERM");
			assertThat(cluster.awaitExit()).isEqualTo(143);
		}
	}

	private ClusterProcess start() {
		return new ClusterLauncher(ChattyApplication.class, this.directory)
			.prefix("sh", "-c", "exec \"$@\" > '%s'".formatted(this.pipe), "sh")
			.start();
	}

	private static List<String> readLines(InputStream stream) {
		return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines().toList();
	}

}
