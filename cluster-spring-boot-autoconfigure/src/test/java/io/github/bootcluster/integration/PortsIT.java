package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Integration tests for the ports and addresses that workers share.
 */
class PortsIT {

	@TempDir
	private Path directory;

	@Test
	void randomPortsAreTheSameForAllWorkers() {
		try (ClusterProcess cluster = newLauncher().property("server.port", 0)
			.property("management.server.port", 0)
			.start()) {
			int port = awaitRandomPort(cluster, "server.port");
			ClusterProcess management = cluster.on(awaitRandomPort(cluster, "management.server.port"))
				.awaitListening(2);
			assertThat(management.status().get("instances"))
				.allSatisfy((instance) -> assertThat(instance.get("port").asInt()).isEqualTo(port));
			assertEveryWorkerAnswers(management, cluster.on(port));
		}
	}

	private int awaitRandomPort(ClusterProcess cluster, String property) {
		Pattern pattern = Pattern.compile("The workers share the random port (\\d+) for " + Pattern.quote(property));
		cluster.await("%s is told".formatted(property), () -> pattern.matcher(cluster.output()).find());
		Matcher matcher = pattern.matcher(cluster.output());
		assertThat(matcher.find()).isTrue();
		return Integer.parseInt(matcher.group(1));
	}

	@Test
	void everyWorkerAnswersOnManagementPort() {
		int port = FreePorts.findConsecutive(1);
		ClusterLauncher launcher = newLauncher().property("management.server.port", port);
		try (ClusterProcess cluster = launcher.start()) {
			ClusterProcess management = cluster.on(port).awaitListening(2);
			assertEveryWorkerAnswers(management, cluster);
			assertThat(cluster.get("/actuator/cluster").statusCode()).isEqualTo(404);
		}
	}

	private void assertEveryWorkerAnswers(ClusterProcess management, ClusterProcess application) {
		assertThat(EveryWorker.ask(management, () -> management.client().getJson("/actuator/info"), this::pid))
			.hasSize(2);
		assertThat(EveryWorker.ask(application, management.listeningPids().values(), () -> application.get("/").body(),
				(answer) -> Long.parseLong(answer.split(" ")[1])))
			.hasSize(2);
	}

	private long pid(JsonNode info) {
		return info.at("/process/pid").asLong();
	}

	@Test
	void onlyAddressThatWasNamedIsServed() throws IOException {
		ClusterLauncher launcher = newLauncher().property("server.address", "127.0.0.1");
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			assertThat(cluster.get("/").statusCode()).isEqualTo(200);
			InetAddress other = InetAddress.getByAddress(new byte[] { 127, 0, 0, 2 });
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(other, launcher.getPort()).close());
		}
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(HelloApplication.class, this.directory).property("management.info.process.enabled",
				true);
	}

}
