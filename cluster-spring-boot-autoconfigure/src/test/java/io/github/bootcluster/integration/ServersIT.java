package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.function.Supplier;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the web servers whose workers share a port.
 */
class ServersIT {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void workersOfServerShareOnePort(Server server) {
		workersShareOnePort(server, Jdks.current());
	}

	@ParameterizedTest
	@EnumSource
	void workersOfServerShareOnePortOnJava25(Server server) {
		workersShareOnePort(server, Jdks.get(25));
	}

	private void workersShareOnePort(Server server, Path javaHome) {
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory).javaHome(javaHome)
			.withoutJars(server.getOthers());
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			Supplier<String> hello = () -> cluster.get("/").body();
			assertThat(EveryWorker.ask(cluster, hello, (answer) -> Long.parseLong(answer.split(" ")[1]))).hasSize(2);
			cluster.awaitWorker(1, "has counted requests", this::hasCountedRequests);
			cluster.awaitWorker(2, "has counted requests", this::hasCountedRequests);
			assertThat(cluster.output()).contains(server.getStarted(launcher.getPort())).doesNotContain("WARN");
			cluster.signal("TERM");
			assertThat(cluster.awaitExit()).isEqualTo(143);
		}
	}

	private boolean hasCountedRequests(JsonNode worker) {
		return worker.at("/requests/total").asLong() > 0;
	}

}
