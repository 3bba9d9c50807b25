package io.github.bootcluster.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the directory of a primary that is killed.
 */
@Timeout(60)
class AbandonedDirectoryIT {

	@TempDir
	private Path temp;

	private Process primary;

	private Path directory;

	@BeforeEach
	void startPrimary() throws Exception {
		this.primary = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ChannelPrimary.class.getName(), this.temp.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		BufferedReader output = new BufferedReader(
				new InputStreamReader(this.primary.getInputStream(), StandardCharsets.UTF_8));
		this.directory = Path.of(output.readLine());
	}

	@AfterEach
	void stopPrimary() throws Exception {
		this.primary.destroyForcibly();
		assertThat(this.primary.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.temp).isEmptyDirectory();
	}

	@Test
	void workerDeletesDirectoryWhenPrimaryIsKilled() throws Exception {
		CountDownLatch disconnected = new CountDownLatch(1);
		try (ChannelClient worker = connect()) {
			worker.start(new SimpleClientListener((frame) -> {
			}, disconnected::countDown));
			assertThat(this.directory).exists();
			this.primary.destroyForcibly();
			assertThat(disconnected.await(30, TimeUnit.SECONDS)).isTrue();
			Eventually.until(() -> Files.notExists(this.directory));
		}
	}

	@Test
	void nextPrimaryDeletesDirectoryOnlyWhenPrimaryIsKilled() throws Exception {
		ChannelDirectory.create(this.temp).close();
		ChannelDirectory.deleteIfAbandoned(this.directory);
		assertThat(this.directory.resolve(DirectoryLock.FILE_NAME)).exists();
		this.primary.destroyForcibly().waitFor();
		assertThat(this.directory).exists();
		ChannelDirectory.create(this.temp).close();
		assertThat(this.directory).doesNotExist();
	}

	@Test
	void workerThatLeavesDoesNotDeleteDirectory() throws Exception {
		connect().close();
		connect().close();
		assertThat(this.directory.resolve(DirectoryLock.FILE_NAME)).exists();
		this.primary.getOutputStream().close();
		assertThat(this.primary.waitFor()).isZero();
	}

	private ChannelClient connect() throws IOException {
		return ChannelClient.connect(ChannelDirectory.socketPath(this.directory), MessageExamples.HELLO, 1 << 20,
				Duration.ofSeconds(30));
	}

}
