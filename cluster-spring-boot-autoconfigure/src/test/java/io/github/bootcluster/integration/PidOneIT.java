package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a primary that is process 1, as it is in a container.
 */
class PidOneIT {

	private static final String[] CONTAINER = { "unshare", "--fork", "--pid", "--mount-proc", "--kill-child" };

	@TempDir
	private Path directory;

	@Test
	void primaryIsProcessOneOfContainer() {
		assumePermitted();
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory).prefix(CONTAINER);
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			assertThat(cluster.status().at("/primary/pid").asLong()).isOne();
			long outerPid = ProcessHandle.of(cluster.pid()).orElseThrow().children().findFirst().orElseThrow().pid();
			TestSignals.send("TERM", outerPid);
			assertThat(cluster.awaitExit()).isEqualTo(143);
			assertThat(cluster.pids()).isEmpty();
			assertThat(cluster.listChannelDirectory()).isEmpty();
		}
	}

	private void assumePermitted() {
		List<String> command = new ArrayList<>(Arrays.asList(CONTAINER));
		command.add("true");
		Assumptions.assumeTrue(succeeds(command), "No new namespace of processes is permitted here");
	}

	private boolean succeeds(List<String> command) {
		try {
			return new ProcessBuilder(command).start().waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
