package io.github.bootcluster.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MetricsEndpointWebExtension}.
 */
class MetricsEndpointWebExtensionTests {

	private final TestCluster cluster = TestCluster.worker();

	private final FakeRelay relay = new FakeRelay();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MetricsEndpoint endpoint = new MetricsEndpoint(this.registry);

	private final MetricsEndpointWebExtension extension = new MetricsEndpointWebExtension(this.endpoint,
			new AllWorkers(this.cluster, () -> this.relay, Duration.ofSeconds(1), 101), () -> null);

	@BeforeEach
	void setUp() {
		this.cluster.setWorkers(new ClusterWorker(1, 101L, WorkerState.LISTENING, 1, 8080),
				new ClusterWorker(2, 102L, WorkerState.LISTENING, 1, 8080));
		this.registry.counter("jobs", "worker", "1").increment(5);
	}

	@Test
	void namesAreUnited() {
		this.relay.answer(2, "{\"names\":[\"tasks\",\"jobs\"]}");
		assertThat(json(this.extension.listNames(null))).isEqualTo("{\"names\":[\"jobs\",\"tasks\"]}");
	}

	@Test
	void namesWhenAWorkerDoesNotAnswerSaySo() {
		assertThat(json(this.extension.listNames(null))).isEqualTo("{\"names\":[\"jobs\"],\"omittedWorkers\":[2]}");
	}

	@Test
	void metricIsMerged() {
		this.relay.answer(2, metric(7));
		assertThat(this.extension.metric("jobs", null, null)).isInstanceOfSatisfying(MetricDescriptor.class,
				(metric) -> assertThat(metric.measurements())
					.containsExactly(new MetricDescriptor.Sample(Statistic.COUNT, 12.0, null)));
		assertThat(this.relay.requests)
			.containsExactly(RelayRequest.get(List.of("metrics", "jobs"), Map.of(), "application/json"));
	}

	@Test
	void metricHasTheFieldsThatSpringBootGivesIt() {
		this.relay.answer(2, metric(7));
		assertThat(json(this.extension.metric("jobs", null, null)))
			.isEqualTo("{\"name\":\"jobs\",\"description\":null,\"baseUnit\":null,"
					+ "\"measurements\":[{\"statistic\":\"COUNT\",\"value\":12.0}],"
					+ "\"availableTags\":[{\"tag\":\"worker\",\"values\":[\"1\",\"2\"]}]}");
	}

	@Test
	void metricWhenTagIsGivenIsThatOfTheWorkersThatHaveIt() {
		this.relay.answer(2, "{\"name\":\"jobs\",\"measurements\":[{\"statistic\":\"COUNT\",\"value\":7.0}],"
				+ "\"availableTags\":[]}");
		assertThat(this.extension.metric("jobs", List.of("worker:2"), null))
			.isInstanceOfSatisfying(MetricDescriptor.class, (metric) -> assertThat(metric.measurements())
				.containsExactly(new MetricDescriptor.Sample(Statistic.COUNT, 7.0, null)));
		assertThat(this.relay.requests).extracting(RelayRequest::parameters)
			.containsExactly(Map.of("tag", List.of("worker:2")));
	}

	@Test
	void metricWhenOtherWorkersDoNotHaveItIsThatOfThisOne() {
		this.relay.answer(2, 404, "");
		assertThat(this.extension.metric("jobs", null, null)).isInstanceOfSatisfying(MetricDescriptor.class,
				(metric) -> assertThat(metric.omittedWorkers()).isEmpty());
	}

	@Test
	void metricWhenNobodyHasItIsNotThere() {
		this.relay.answer(2, 404, "");
		assertThat(this.extension.metric("unknown", null, null)).isNull();
	}

	@Test
	void workerWhenItsAnswerMakesNoSenseIsLeftOut() {
		this.relay.answer(2, "<html>");
		assertThat(this.extension.metric("jobs", null, null)).isInstanceOfSatisfying(MetricDescriptor.class,
				(metric) -> assertThat(metric.omittedWorkers()).containsExactly(2));
	}

	@Test
	void valueWhenNotANumberIsRead() {
		this.registry.gauge("ratio", Double.NaN);
		this.relay.answer(2, "{\"name\":\"ratio\",\"measurements\":[{\"statistic\":\"VALUE\",\"value\":\"NaN\"}],"
				+ "\"availableTags\":[]}");
		assertThat(this.extension.metric("ratio", null, null)).isInstanceOfSatisfying(MetricDescriptor.class,
				(metric) -> assertThat(metric.measurements()).last()
					.isEqualTo(new MetricDescriptor.Sample(Statistic.VALUE, Double.NaN, 2)));
	}

	@Test
	void tagWhenItMakesNoSenseIsRefusedBeforeAnybodyIsAsked() {
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.extension.metric("jobs", List.of("x"), null));
		assertThat(this.relay.requests).isEmpty();
	}

	@Test
	void callWhenPassedOnIsAnsweredAsSpringBootDoes() {
		assertThat(this.extension.listNames(RelayedCall.INSTANCE))
			.isInstanceOf(MetricsEndpoint.MetricNamesDescriptor.class);
		assertThat(this.extension.metric("jobs", null, RelayedCall.INSTANCE))
			.isInstanceOf(MetricsEndpoint.MetricDescriptor.class);
		assertThat(this.relay.requests).isEmpty();
	}

	private static String metric(double count) {
		return "{\"name\":\"jobs\",\"measurements\":[{\"statistic\":\"COUNT\",\"value\":" + count + "}],"
				+ "\"availableTags\":[{\"tag\":\"worker\",\"values\":[\"2\"]}]}";
	}

	private static String json(Object value) {
		return new JsonMapper().writeValueAsString(value);
	}

}
