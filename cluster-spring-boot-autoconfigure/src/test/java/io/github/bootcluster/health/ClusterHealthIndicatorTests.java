package io.github.bootcluster.health;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.Primary;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.ClusterStatus.Workers;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterHealthIndicator}.
 */
class ClusterHealthIndicatorTests {

	private final StaticListableBeanFactory beanFactory = new StaticListableBeanFactory();

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final ClusterHealthIndicator indicator = new ClusterHealthIndicator(
			this.beanFactory.getBeanProvider(ClusterOperations.class)::getIfAvailable);

	@ParameterizedTest
	@CsvSource({ "4, 4, UP", "4, 5, UP", "4, 1, UP", "4, 0, OUT_OF_SERVICE" })
	void healthFollowsListeningWorkers(int desired, int listening, String status) {
		this.beanFactory.addBean("clusterOperations", this.operations);
		given(this.operations.getStatus(ClusterHealthIndicator.TIMEOUT))
			.willReturn(status(new Workers(desired, listening)));
		assertThat(this.indicator.health())
			.isEqualTo(Health.status(status).withDetail("desired", desired).withDetail("listening", listening).build());
	}

	@Test
	void healthWhenWorkersFailedIsUpAndNamesThem() {
		this.beanFactory.addBean("clusterOperations", this.operations);
		given(this.operations.getStatus(ClusterHealthIndicator.TIMEOUT))
			.willReturn(status(new Workers(4, 1), null, worker(1, WorkerState.FAILED), worker(2, WorkerState.LISTENING),
					worker(3, WorkerState.STARTING), worker(4, WorkerState.FAILED)));
		assertThat(this.indicator.health()).isEqualTo(Health.up()
			.withDetail("desired", 4)
			.withDetail("listening", 1)
			.withDetail("failed", List.of(1, 4))
			.build());
	}

	@Test
	void healthWhenRollingRestartFailedIsUpAndTellsOfIt() {
		this.beanFactory.addBean("clusterOperations", this.operations);
		RollingRestart rollingRestart = new RollingRestart(RollingRestart.State.FAILED, 2, 0, 4, "It exited with 1.");
		given(this.operations.getStatus(ClusterHealthIndicator.TIMEOUT))
			.willReturn(status(new Workers(4, 4), rollingRestart));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("rollingRestart", rollingRestart);
	}

	@Test
	void healthWhenPrimaryDoesNotAnswerIsUnknown() {
		this.beanFactory.addBean("clusterOperations", this.operations);
		given(this.operations.getStatus(ClusterHealthIndicator.TIMEOUT))
			.willThrow(new ClusterUnavailableException("No answer in 5 seconds", null));
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(this.indicator.health().getDetails()).hasEntrySatisfying("error",
				(error) -> assertThat(error).asString().endsWith("No answer in 5 seconds"));
	}

	@Test
	void healthWithoutDetailsTellsNoNumbers() {
		this.beanFactory.addBean("clusterOperations", this.operations);
		given(this.operations.getStatus(ClusterHealthIndicator.TIMEOUT)).willReturn(status(new Workers(4, 4)));
		assertThat(this.indicator.health(false)).isEqualTo(Health.up().build());
	}

	@Test
	void healthWhenStandaloneIsNone() {
		assertThat(this.indicator.health()).isNull();
		assertThat(this.indicator.health(true)).isNull();
	}

	private ClusterStatus status(Workers workers) {
		return status(workers, null);
	}

	private ClusterStatus status(Workers workers, @Nullable RollingRestart rollingRestart, WorkerStatus... instances) {
		return new ClusterStatus(new Primary(4711, Instant.EPOCH), 1, SchedulingPolicy.REUSE_PORT,
				ConnectionDraining.GRACEFUL, null, workers, rollingRestart, List.of(instances));
	}

	private WorkerStatus worker(int id, WorkerState state) {
		return new WorkerStatus(id, null, state, 1, 0, null, null, null, null, null, null, null, null, null);
	}

}
