package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for settings of Spring Boot, and of clusters, that concern metrics.
 */
class MetricsSettingsIT {

	@TempDir
	private Path directory;

	@Test
	void scrapeWhenReactiveOnAPortAndPathOfItsOwnShowsAllWorkers() {
		int port = FreePorts.findConsecutive(1);
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory)
			.withoutJars(Server.NETTY.getOthers())
			.property("management.server.port", port)
			.property("management.server.address", "127.0.0.1")
			.property("management.endpoints.web.path-mapping.prometheus", "internal/scrape");
		try (ClusterProcess cluster = launcher.start().on(port).awaitListening(2)) {
			PrometheusText scrape = PrometheusText.parse(cluster.get("/actuator/internal/scrape").body());
			assertThat(scrape.workers()).containsExactlyInAnyOrder("1", "2", "primary");
			assertThat(cluster.client().getJson("/actuator/metrics/process.uptime").get("measurements")).hasSize(2);
		}
	}

	@Test
	void scrapeWhenNotAggregatedShowsTheWorkerThatAnswersWithoutTag() {
		ClusterLauncher launcher = new ClusterLauncher(HelloApplication.class, this.directory)
			.property("cluster.metrics.aggregate", false);
		try (ClusterProcess cluster = launcher.start().awaitListening(2)) {
			PrometheusText scrape = PrometheusText.parse(cluster.get("/actuator/prometheus").body());
			assertThat(scrape.workers()).containsExactlyInAnyOrder("", "primary");
			assertThat(scrape.byWorker("jvm_info")).containsOnlyKeys("");
			assertThat(scrape.families()).doesNotContain("cluster_worker_up", "cluster_metrics_omissions_total");
			assertThat(cluster.client().getJson("/actuator/metrics/process.uptime").get("measurements")).hasSize(1);
		}
	}

}
