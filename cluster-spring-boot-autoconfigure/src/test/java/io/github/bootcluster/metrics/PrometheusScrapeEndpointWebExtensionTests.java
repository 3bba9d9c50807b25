package io.github.bootcluster.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrometheusScrapeEndpointWebExtension}.
 */
class PrometheusScrapeEndpointWebExtensionTests {

	private static final PrometheusOutputFormat TEXT = PrometheusOutputFormat.CONTENT_TYPE_004;

	private static final PrometheusOutputFormat OPEN_METRICS = PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100;

	private final TestCluster cluster = TestCluster.worker();

	private final FakeRelay relay = new FakeRelay();

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final PrometheusScrapeEndpoint endpoint = new PrometheusScrapeEndpoint(
			this.registry.getPrometheusRegistry(), null);

	private final PrometheusScrapeEndpointWebExtension extension = new PrometheusScrapeEndpointWebExtension(
			this.endpoint, new AllWorkers(this.cluster, () -> this.relay, Duration.ofSeconds(1), 101), () -> null);

	@BeforeEach
	void setUp() {
		this.cluster.setWorkers(new ClusterWorker(1, 101L, WorkerState.LISTENING, 1, 8080),
				new ClusterWorker(2, 102L, WorkerState.LISTENING, 1, 8080),
				new ClusterWorker(3, null, WorkerState.FAILED, 1, null));
		Counter.builder("jobs").description("Jobs").tag("worker", "1").register(this.registry).increment(5);
	}

	@Test
	void scrapeHoldsTheSeriesOfAllWorkersAndWhoTheyAre() {
		this.relay.answer(2, "# TYPE jobs_total counter\njobs_total{worker=\"2\"} 7.0\n");
		assertThat(scrape(TEXT, null, null)).isEqualTo("""
				# HELP jobs_total Jobs
				# TYPE jobs_total counter
				jobs_total{worker="1"} 5.0
				jobs_total{worker="2"} 7.0
				# HELP cluster_worker_up Whether the metrics of a worker are part of this answer
				# TYPE cluster_worker_up gauge
				cluster_worker_up{worker="1"} 1.0
				cluster_worker_up{worker="2"} 1.0
				cluster_worker_up{worker="3"} 0.0
				""");
	}

	@Test
	void scrapeWhenAWorkerDoesNotAnswerShowsThat() {
		assertThat(scrape(TEXT, null, null)).contains("jobs_total{worker=\"1\"} 5.0",
				"cluster_worker_up{worker=\"1\"} 1.0", "cluster_worker_up{worker=\"2\"} 0.0");
	}

	@Test
	void scrapeWhenAWorkerDoesNotExposeTheEndpointShowsThat() {
		this.relay.answer(2, 404, "{}");
		assertThat(scrape(TEXT, null, null)).contains("cluster_worker_up{worker=\"2\"} 0.0");
	}

	@Test
	void othersAreAskedForTheSameFormatAndNames() {
		scrape(OPEN_METRICS, Set.of("jobs"), null);
		assertThat(this.relay.requests).containsExactly(RelayRequest.get(List.of("prometheus"),
				Map.of("includedNames", List.of("jobs")), "application/openmetrics-text;version=1.0.0;charset=utf-8"));
	}

	@Test
	void namesWhenGivenLeaveOutTheRest() {
		this.registry.counter("other", "worker", "1").increment();
		assertThat(scrape(TEXT, Set.of("jobs"), null))
			.isEqualTo("# HELP jobs_total Jobs\n# TYPE jobs_total counter\njobs_total{worker=\"1\"} 5.0\n");
		assertThat(scrape(TEXT, Set.of("cluster_worker_up"), null)).contains("cluster_worker_up{worker=\"1\"} 1.0")
			.doesNotContain("jobs", "other");
	}

	@Test
	void openMetricsEndsOnce() {
		this.relay.answer(2, "# TYPE jobs counter\njobs_total{worker=\"2\"} 7.0\n# EOF\n");
		assertThat(scrape(OPEN_METRICS, null, null)).containsOnlyOnce("# EOF")
			.endsWith("# EOF\n")
			.contains("jobs_total{worker=\"2\"} 7.0");
	}

	@Test
	void answerHasTheContentTypeThatSpringBootGivesIt() {
		WebEndpointResponse<byte[]> response = this.extension.scrape(OPEN_METRICS, null, null);
		assertThat(response.getContentType()).isEqualTo(OPEN_METRICS.getProducedMimeType());
	}

	@Test
	void callWhenPassedOnIsAnsweredAsSpringBootDoes() {
		assertThat(scrape(TEXT, null, RelayedCall.INSTANCE)).isEqualTo(text(this.endpoint.scrape(TEXT, null)));
		assertThat(this.relay.requests).isEmpty();
	}

	@Test
	void processWhenStandaloneAnswersAsSpringBootDoes() {
		PrometheusScrapeEndpointWebExtension standalone = new PrometheusScrapeEndpointWebExtension(this.endpoint,
				new AllWorkers(TestCluster.standalone(), () -> this.relay, Duration.ofSeconds(1)), () -> null);
		for (PrometheusOutputFormat format : PrometheusOutputFormat.values()) {
			assertThat(standalone.scrape(format, null, null).getBody())
				.isEqualTo(this.endpoint.scrape(format, null).getBody());
		}
	}

	private String scrape(PrometheusOutputFormat format, @Nullable Set<String> names, @Nullable RelayedCall relayed) {
		return text(this.extension.scrape(format, names, relayed));
	}

	private static String text(WebEndpointResponse<byte[]> response) {
		byte[] body = response.getBody();
		assertThat(body).isNotNull();
		return new String(body, StandardCharsets.UTF_8);
	}

}
