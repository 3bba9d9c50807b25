package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the replacement of workers that are worn out.
 */
class RecyclingIT {

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "max-surge={0}")
	@ValueSource(ints = { 0, 1 })
	void workerThatHasServedItsRequestsIsReplaced(int maxSurge) {
		try (ClusterProcess cluster = new ClusterLauncher(HelloApplication.class, this.directory)
			.property("cluster.recycle.max-requests", 100)
			.property("cluster.recycle.max-requests-jitter", 10)
			.property("cluster.rolling-restart.max-surge", maxSurge)
			.start()
			.awaitListening(2)) {
			JsonNode status = cluster.awaitStatus("a worker is recycled",
					(candidate) -> candidate.at("/instances/0/lastExit").isObject());
			JsonNode worker = status.at("/instances/0");
			assertThat(worker.at("/lastExit/planned").asBoolean()).isTrue();
			assertThat(worker.at("/lastExit/reason").asString()).matches("it has served \\d{3} requests");
			assertThat(worker.get("restarts").asInt()).isZero();
			assertThat(cluster.output()).contains("Worker 1 (PID %d) is being recycled because %s"
				.formatted(worker.at("/lastExit/pid").asLong(), worker.at("/lastExit/reason").asString()));
		}
	}

}
