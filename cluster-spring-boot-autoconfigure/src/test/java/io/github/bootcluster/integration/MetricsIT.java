package io.github.bootcluster.integration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the metrics of all workers.
 */
@ParameterizedClass(name = "on JDK {0}")
@ValueSource(ints = { 17, 25 })
class MetricsIT {

	private static final String PROMETHEUS = "/actuator/prometheus";

	private static final String REQUESTS = "http_server_requests_seconds_count";

	@Parameter
	int feature;

	private static ClusterProcess cluster;

	@BeforeParameterizedClassInvocation
	static void start(int feature, @TempDir Path directory) {
		cluster = new ClusterLauncher(HelloApplication.class, directory).javaHome(Jdks.get(feature))
			.workers(3)
			.start()
			.awaitListening(3);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		if (cluster != null) {
			cluster.close();
			cluster = null;
		}
	}

	@Test
	void scrapeShowsAllWorkersInEveryFormat(@TempDir Path directory) throws Exception {
		String text = cluster.get(PROMETHEUS).body();
		PrometheusText scrape = PrometheusText.parse(text);
		assertThat(scrape.workers()).containsExactlyInAnyOrder("1", "2", "3", "primary");
		assertThat(scrape.byWorker("cluster_worker_up")).isEqualTo(Map.of("1", 1.0, "2", 1.0, "3", 1.0));
		assertThat(scrape.byWorker("jvm_info")).containsOnlyKeys("1", "2", "3");
		assertThat(scrape.byWorker("cluster_workers", "state", "listening")).isEqualTo(Map.of("primary", 3.0));
		HttpResponse<String> openMetrics = cluster.client()
			.get(PROMETHEUS, "application/openmetrics-text;version=1.0.0,text/plain;q=0.1");
		assertThat(openMetrics.headers().firstValue("Content-Type")).get()
			.asString()
			.startsWith("application/openmetrics-text");
		assertThat(PrometheusText.parseOpenMetrics(openMetrics.body()).workers()).isEqualTo(scrape.workers());
		Promtool.check(text, directory);
	}

	@Test
	void requestsAreCountedWhoeverServedThemAlsoAfterOneWorkerWasReplaced() {
		int before = send(30);
		cluster.await("all requests are counted", () -> sum() == before);
		double lost = scrape().byWorker(REQUESTS, "uri", "/role").getOrDefault("2", 0.0);
		double restarts = scrape().sum("cluster_worker_restarts_total", "reason", "request");
		long pid = cluster.pidOfWorker(2);
		assertThat(cluster.client().post("/actuator/cluster/2", "{\"action\":\"restart\"}").statusCode())
			.isEqualTo(202);
		cluster.awaitReplacement(2, pid);
		cluster.await("its predecessor is gone", () -> !cluster.pids().contains(pid));
		int after = send(30);
		cluster.await("the counts of the worker that was replaced are lost, and no others",
				() -> sum() == before - lost + after);
		PrometheusText scrape = scrape();
		assertThat(scrape.workers()).containsExactlyInAnyOrder("1", "2", "3", "primary");
		assertThat(scrape.sum("cluster_worker_restarts_total", "reason", "request")).isEqualTo(restarts + 1);
		assertThat(scrape.sum("cluster_worker_start_seconds_count")).isGreaterThanOrEqualTo(4);
	}

	private static int send(int requests) {
		for (int i = 0; i < requests; i++) {
			assertThat(cluster.get("/role").body()).isEqualTo("WORKER");
		}
		return requests;
	}

	private static double sum() {
		return scrape().sum(REQUESTS, "uri", "/role");
	}

	private static PrometheusText scrape() {
		return PrometheusText.parse(cluster.get(PROMETHEUS).body());
	}

	@Test
	void metricsAreMerged() {
		JsonNode names = cluster.client().getJson("/actuator/metrics").get("names");
		assertThat(names).extracting(JsonNode::asString)
			.contains("jvm.memory.used", "cluster.workers", "cluster.messages");
		assertThat(measurements("/jvm.classes.loaded")).hasSize(1);
		assertThat(measurements("/process.cpu.usage")).extracting((sample) -> sample.get("worker").asInt())
			.containsExactly(1, 2, 3);
		assertThat(measurements("/cluster.workers?tag=state:listening"))
			.extracting((sample) -> sample.get("value").asInt())
			.containsExactly(3);
		assertThat(measurements("/process.uptime?tag=worker:2")).extracting((sample) -> sample.get("worker").asInt())
			.containsExactly(2);
		assertThat(cluster.get("/actuator/metrics/unknown").statusCode()).isEqualTo(404);
		assertThat(cluster.get("/actuator/metrics/jvm.info?tag=x").statusCode()).isEqualTo(400);
	}

	private static Iterable<JsonNode> measurements(String path) {
		return cluster.client().getJson("/actuator/metrics" + path).get("measurements");
	}

	@Test
	void workerWhenFrozenIsLeftOutWithinTheTimeout() {
		double omissions = scrape().sum("cluster_metrics_omissions_total");
		long pid = cluster.pidOfWorker(3);
		TestSignals.send("STOP", pid);
		try {
			// a connection that the kernel gives to the frozen worker gets no answer
			cluster.await("the scrape shows the others",
					() -> cluster.client()
						.findGet(PROMETHEUS, Duration.ofSeconds(4))
						.filter((response) -> isShownWithoutWorker3(response.body()))
						.isPresent());
		}
		finally {
			TestSignals.send("CONT", pid);
		}
		cluster.await("all workers are shown again",
				() -> scrape().byWorker("cluster_worker_up").equals(Map.of("1", 1.0, "2", 1.0, "3", 1.0)));
		assertThat(scrape().sum("cluster_metrics_omissions_total")).isGreaterThan(omissions);
	}

	private static boolean isShownWithoutWorker3(String text) {
		PrometheusText scrape = PrometheusText.parse(text);
		return scrape.byWorker("cluster_worker_up").equals(Map.of("1", 1.0, "2", 1.0, "3", 0.0))
				&& scrape.workers().containsAll(Set.of("1", "2"));
	}

}
