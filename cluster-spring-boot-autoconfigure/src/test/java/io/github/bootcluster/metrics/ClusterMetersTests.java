package io.github.bootcluster.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.worker.ClusterFigures;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterMeters}.
 */
class ClusterMetersTests {

	private final TestCluster cluster = TestCluster.worker();

	private final ClusterFigures figures = () -> this.latest;

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private Message.Figures latest = Message.Figures.NONE;

	@Test
	void workersAreCountedByState() {
		bind();
		this.cluster.setWorkers(new ClusterWorker(1, 101L, WorkerState.LISTENING, 1, 8080),
				new ClusterWorker(2, 102L, WorkerState.LISTENING, 1, 8080),
				new ClusterWorker(3, null, WorkerState.FAILED, 1, null));
		assertThat(workers("listening")).isEqualTo(2);
		assertThat(workers("failed")).isEqualTo(1);
		assertThat(this.registry.get("cluster.workers").gauges()).hasSize(WorkerState.values().length);
	}

	@Test
	void restartsAreCountedByReasonEvenIfThereWereNone() {
		bind();
		assertThat(this.registry.get("cluster.worker.restarts").functionCounters())
			.hasSize(RestartReason.values().length);
		assertThat(restarts("rolling-restart")).isZero();
		this.latest = new Message.Figures(Map.of(RestartReason.ROLLING_RESTART, 3L, RestartReason.CRASH, 1L),
				Message.Figures.NONE.starts());
		assertThat(restarts("rolling-restart")).isEqualTo(3);
		assertThat(restarts("crash")).isEqualTo(1);
	}

	@Test
	void startsAreTimed() {
		bind();
		this.latest = new Message.Figures(Map.of(),
				new Message.Figures.Starts(3, Duration.ofMillis(6300), Duration.ofMillis(2500)));
		assertThat(this.registry.get("cluster.worker.start").functionTimer().count()).isEqualTo(3);
		assertThat(this.registry.get("cluster.worker.start").functionTimer().totalTime(TimeUnit.SECONDS))
			.isEqualTo(6.3);
		assertThat(this.registry.get("cluster.worker.start.max").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(2.5);
	}

	@Test
	void whatThePrimaryCountsIsMarked() {
		bind();
		assertThat(this.registry.getMeters()).isNotEmpty()
			.extracting(Meter::getId)
			.allSatisfy((id) -> assertThat(id.getTag("worker")).isEqualTo("primary"));
	}

	@Test
	void processWhenStandaloneHasNone() {
		new ClusterMeters(TestCluster.standalone(), this.figures, null).bindTo(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private void bind() {
		new ClusterMeters(this.cluster, this.figures, null).bindTo(this.registry);
	}

	private double workers(String state) {
		return this.registry.get("cluster.workers").tag("state", state).gauge().value();
	}

	private double restarts(String reason) {
		return this.registry.get("cluster.worker.restarts").tag("reason", reason).functionCounter().count();
	}

}
