package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.fragile.FragileApplication;
import io.github.bootcluster.integration.app.strategy.StrategyConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a restart strategy of the application.
 */
class RestartStrategyIT {

	@TempDir
	private Path directory;

	@Test
	void clusterEndsWithTheExitCodeOfTheWorkerWhenStrategyStopsIt() {
		try (ClusterProcess cluster = launcher().start().awaitListening(2)) {
			cluster.get("/exit/78");
			assertThat(cluster.awaitExit()).isEqualTo(78);
			cluster.awaitNothingLeft();
			assertThat(cluster.output())
				.contains("exited with code 78: the cluster is being stopped as the restart strategy decided")
				.doesNotContain("will be restarted", "being killed");
		}
	}

	@Test
	void workersAreReplacedOrNotAsStrategyDecides() {
		try (ClusterProcess cluster = launcher().start().awaitListening(2)) {
			JsonNode before = cluster.status();
			cluster.get("/exit/3");
			cluster.awaitStatus("one worker is replaced", (status) -> replaced(before, status) == 1);
			cluster.get("/exit/0");
			cluster.awaitOutput("exited with code 0 and will not be restarted");
			assertThat(cluster.status().at("/workers/listening").asInt()).isOne();
		}
	}

	private static int replaced(JsonNode before, JsonNode now) {
		int count = 0;
		for (int i = 0; i < 2; i++) {
			JsonNode instance = now.get("instances").get(i);
			boolean other = instance.path("pid").asLong() != before.at("/instances/" + i + "/pid").asLong();
			count += (other && instance.path("state").asString().equals("LISTENING")) ? 1 : 0;
		}
		return count;
	}

	private ClusterLauncher launcher() {
		return new ClusterLauncher(FragileApplication.class, this.directory).property("cluster.primary.sources",
				StrategyConfiguration.class.getName());
	}

}
