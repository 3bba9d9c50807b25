package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link Supervisor} counts, and tells the workers of it.
 */
class SupervisorFiguresTests {

	private SupervisedCluster cluster = new SupervisedCluster(2);

	@Test
	void startsWhenWorkersComeUpAreMeasuredFromTheirLaunch() {
		this.cluster.start();
		this.cluster.pass(Duration.ofSeconds(2));
		this.cluster.worker(1).comesUp();
		this.cluster.pass(Duration.ofSeconds(1));
		FakeWorker second = this.cluster.worker(2).comesUp();
		assertThat(latest(second).starts())
			.isEqualTo(new Message.Figures.Starts(2, Duration.ofSeconds(5), Duration.ofSeconds(3)));
		assertThat(latest(second).restarts()).isEmpty();
	}

	@Test
	void figuresWhenTheyStayAsTheyAreAreNotToldAgain() {
		this.cluster.up();
		FakeWorker witness = this.cluster.worker(2);
		witness.news.clear();
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(witness.news(Message.Figures.class)).isEmpty();
	}

	@Test
	void restartWhenWorkerDiedCountsAsCrashOnceItsSuccessorIsLaunched() {
		this.cluster.up();
		this.cluster.worker(1).exits(137);
		this.cluster.worker(1).exits(1);
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.CRASH, 1L));
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.CRASH, 2L));
	}

	@Test
	void restartWhenWorkerHungCountsAsHeartbeatTimeout() {
		this.cluster.up();
		FakeWorker worker = this.cluster.worker(1).fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT);
		worker.exits(137);
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.HEARTBEAT_TIMEOUT, 1L));
	}

	@Test
	void restartWhenWorkerDidNotComeUpInTimeCountsAsStartupTimeout() {
		this.cluster.start();
		this.cluster.worker(2).comesUp();
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT);
		this.cluster.worker(1).exits(137);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.STARTUP_TIMEOUT, 1L));
	}

	@Test
	void restartWhenWorkerIsWornOutCountsAsRecycling() {
		this.cluster = SupervisedCluster.withRecycleLimits(new RecycleLimits(0, 0, Duration.ofHours(1), 0), 2, 1).up();
		this.cluster.pass(Duration.ofHours(1).plusSeconds(1));
		this.cluster.worker(1).takesOver();
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.RECYCLING, 1L));
	}

	@Test
	void restartWhenWornOutWorkerStopsFirstCountsAsRecycling() {
		this.cluster = SupervisedCluster.withRecycleLimits(new RecycleLimits(0, 0, Duration.ofHours(1), 0), 2, 0).up();
		this.cluster.pass(Duration.ofHours(1).plusSeconds(1));
		this.cluster.worker(1).exits(0);
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.RECYCLING, 1L));
	}

	@Test
	void restartWhenAllAreReplacedCountsOncePerWorker() {
		this.cluster.up();
		this.cluster.run(this.cluster.supervisor::restart);
		List.of(1, 2).forEach((id) -> {
			this.cluster.worker(id).takesOver();
			this.cluster.forked.get(id - 1).exits(0);
		});
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.ROLLING_RESTART, 2L));
	}

	@Test
	void restartWhenReplacementNeverTakesOverIsNotCounted() {
		this.cluster.up();
		this.cluster.run(this.cluster.supervisor::restart);
		this.cluster.worker(1).exits(1);
		assertThat(restarts()).isEmpty();
	}

	@Test
	void restartWhenWorkerIsNamedCountsAsRequest() {
		this.cluster.up();
		this.cluster.run(() -> this.cluster.supervisor.restart(1));
		this.cluster.worker(1).takesOver();
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.REQUEST, 1L));
	}

	@Test
	void restartWhenWorkerDiesBeforeItsReplacementIsReadyCountsAsCrash() {
		this.cluster.up();
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(() -> this.cluster.supervisor.restart(1));
		old.exits(137);
		assertThat(restarts()).isEqualTo(Map.of(RestartReason.CRASH, 1L));
	}

	@Test
	void restartsWhenWorkerIsScaledAwayAreKept() {
		this.cluster.up();
		FakeWorker crashed = this.cluster.worker(2);
		crashed.exits(1);
		this.cluster.worker(2).comesUp();
		this.cluster.run(() -> this.cluster.supervisor.stop(2));
		this.cluster.worker(2).exits(0);
		assertThat(this.cluster.status().instances()).hasSize(1);
		assertThat(latest(this.cluster.worker(1)).restarts()).isEqualTo(Map.of(RestartReason.CRASH, 1L));
	}

	private Map<RestartReason, Long> restarts() {
		return latest(this.cluster.worker(2)).restarts();
	}

	private Message.Figures latest(FakeWorker worker) {
		List<Message.Figures> told = worker.news(Message.Figures.class);
		return told.get(told.size() - 1);
	}

}
