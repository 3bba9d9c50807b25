package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.github.bootcluster.ClusterStatus.RollingRestart.State;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the replacement of worn out workers by a {@link Supervisor}.
 */
class SupervisorRecyclingTests {

	private static final RecycleLimits MAX_REQUESTS = new RecycleLimits(1000, 0, Duration.ZERO, 0);

	private SupervisedCluster cluster = up(MAX_REQUESTS, 2, 1);

	@Test
	void workerWhenWornOutIsReplacedBeforeItStops() {
		FakeWorker old = this.cluster.worker(2);
		serves(old, 1000);
		assertThat(this.cluster.listener.recycled).containsExactly("102 because it has served 1,000 requests");
		assertThat(this.cluster.worker(2)).extracting(FakeWorker::pid, FakeWorker::generation).containsExactly(103L, 1);
		assertThat(old.isAskedToEnd()).isFalse();
		this.cluster.worker(2).takesOver();
		assertThat(old.received).containsExactly(new Message.Drain());
		old.exits(0);
		assertThat(this.cluster.listener.exits).containsExactly(
				new WorkerExit(102, 0, null, true, "it has served 1,000 requests", this.cluster.time.instant()));
		this.cluster.pass(Duration.ofMinutes(5));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.status(2).restarts()).isZero();
		assertThat(this.cluster.status().rollingRestart()).isNull();
	}

	@Test
	void workerWhenThereIsNoLimitIsNotReplaced() {
		this.cluster = up(RecycleLimits.NONE, 2, 1);
		serves(this.cluster.worker(1), Long.MAX_VALUE);
		this.cluster.pass(Duration.ofDays(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
	}

	@Test
	void workersWhenDueAtTheSameMomentAreReplacedOneAfterTheOther() {
		this.cluster = up(new RecycleLimits(0, 0, Duration.ofHours(1), 0), 3, 3);
		this.cluster.pass(Duration.ofHours(1));
		for (int id = 1; id <= 3; id++) {
			assertThat(this.cluster.forks()).isEqualTo(3 + id);
			FakeWorker old = this.cluster.forked.get(id - 1);
			this.cluster.pass(Duration.ofSeconds(10));
			this.cluster.worker(id).comesUp();
			this.cluster.pass(Duration.ofSeconds(10));
			assertThat(this.cluster.forks()).as("while the old one drains").isEqualTo(3 + id);
			old.exits(0);
		}
		this.cluster.pass(Duration.ofMinutes(30));
		assertThat(this.cluster.forks()).isEqualTo(6);
		assertThat(this.cluster.listener.recycled).containsExactly("101 because it has served for 3600.0 seconds",
				"102 because it has served for 3620.0 seconds", "103 because it has served for 3640.0 seconds");
	}

	@Test
	void workerWhenMemoryIsTooLargeForSeveralHeartbeatsIsReplaced() {
		this.cluster = up(new RecycleLimits(0, 0, Duration.ZERO, 100), 1, 1);
		this.cluster.worker(1).statistics = new WorkerStatistics(new WorkerStatistics.Memory(101L, 1, 1), null, null,
				null);
		Duration first = WorkerWear.MEMORY_GRACE.plusSeconds(WorkerWear.MEMORY_SAMPLES - 1);
		this.cluster.pass(first.minusSeconds(1));
		assertThat(this.cluster.forks()).isOne();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
	}

	@Test
	void workerWhileRollingRestartRunsIsNotReplaced() {
		this.cluster.run(this.cluster.supervisor::restart);
		serves(this.cluster.worker(2), 1000);
		assertThat(this.cluster.listener.recycled).isEmpty();
		this.cluster.worker(1).takesOver();
		this.cluster.forked.get(0).exits(0);
		this.cluster.worker(2).takesOver();
		this.cluster.forked.get(1).exits(0);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.rollout().state()).isEqualTo(State.COMPLETED);
		assertThat(this.cluster.listener.recycled).isEmpty();
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void rollingRestartWhenWorkerIsBeingRecycledReplacesAllTheSame() {
		FakeWorker old = this.cluster.worker(1);
		serves(old, 1000);
		FakeWorker replacement = this.cluster.worker(1);
		this.cluster.run(this.cluster.supervisor::restart);
		replacement.takesOver();
		old.exits(0);
		for (int i = 0; i < 10 && this.cluster.rollout().state() == State.RUNNING; i++) {
			List.copyOf(this.cluster.forked).forEach(SupervisorRecyclingTests::goesOn);
		}
		assertThat(this.cluster.rollout()).extracting((rollout) -> rollout.state()).isEqualTo(State.COMPLETED);
		assertThat(this.cluster.status().instances()).allMatch((worker) -> worker.generation() == 2);
	}

	@Test
	void workerWhileAnotherDoesNotListenIsNotReplaced() {
		this.cluster.worker(1).exits(1);
		serves(this.cluster.worker(2), 1000);
		this.cluster.pass(Duration.ofSeconds(10));
		assertThat(this.cluster.listener.recycled).isEmpty();
		this.cluster.worker(1).comesUp();
		assertThat(this.cluster.listener.recycled).hasSize(1);
	}

	@Test
	void workerWhileAnotherIsReplacedOrScaledAwayIsNotReplaced() {
		this.cluster = up(MAX_REQUESTS, 3, 1);
		this.cluster.run(() -> this.cluster.supervisor.restart(1));
		serves(this.cluster.worker(2), 1000);
		assertThat(this.cluster.listener.recycled).isEmpty();
		this.cluster.run(() -> this.cluster.supervisor.stop(3));
		this.cluster.worker(1).takesOver();
		this.cluster.forked.get(0).exits(0);
		assertThat(this.cluster.listener.recycled).isEmpty();
		this.cluster.worker(3).exits(0);
		assertThat(this.cluster.listener.recycled).hasSize(1);
	}

	@Test
	void workerWhenReplacementFailsGoesOnAndIsReplacedLaterAndLater() {
		FakeWorker old = this.cluster.worker(2);
		serves(old, 1000);
		for (int i = 0; i < 4; i++) {
			int forks = this.cluster.forks();
			this.cluster.worker(2).exits(1);
			assertThat(this.cluster.forks()).as("at once").isEqualTo(forks);
			this.cluster.pass(Duration.ofMillis((100L << i) - 1));
			assertThat(this.cluster.forks()).as("too early").isEqualTo(forks);
			this.cluster.pass(Duration.ofMillis(1));
			assertThat(this.cluster.forks()).as("when due").isEqualTo(forks + 1);
		}
		assertThat(old.isAskedToEnd()).isFalse();
		assertThat(this.cluster.status(2).pid()).isEqualTo(old.pid());
		assertThat(this.cluster.listener.failedReplacements).hasSize(4)
			.allMatch((line) -> line.endsWith("102 goes on"));
		assertThat(this.cluster.listener.restarts).isEmpty();
		old.exits(137);
		assertThat(this.cluster.listener.exits).last().extracting(WorkerExit::reason).isNull();
	}

	@Test
	void workerWhenReplacementNeverListensGoesOn() {
		FakeWorker old = this.cluster.worker(2);
		serves(old, 1000);
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT.plus(WorkerEnding.KILL_GRACE));
		this.cluster.worker(2).exits(137);
		assertThat(this.cluster.status(2).pid()).isEqualTo(old.pid());
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.listener.recycled).hasSize(2);
	}

	@Test
	void workerWhenReplacementCannotBeForkedGoesOnAndIsReplacedLater() {
		this.cluster.failForks(new IOException("error=12"));
		serves(this.cluster.worker(2), 1000);
		assertThat(this.cluster.listener.launchFailures).containsExactly("2: error=12, again in 100 ms");
		this.cluster.reconcile();
		assertThat(this.cluster.listener.launchFailures).hasSize(1);
		this.cluster.failForks(null);
		this.cluster.pass(Duration.ofMillis(100));
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void workerWhenReplacementOfAnotherKeepsFailingHasItsTurn() {
		serves(this.cluster.worker(1), 1000);
		serves(this.cluster.worker(2), 1000);
		this.cluster.worker(1).exits(1);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.listener.recycled).extracting((line) -> line.substring(0, 3))
			.containsExactly("101", "102");
	}

	@Test
	void workerWhenItDiesWhileBeingReplacedIsSucceededAndItsExitIsUnplanned() {
		FakeWorker old = this.cluster.worker(2);
		serves(old, 1000);
		old.exits(137);
		this.cluster.worker(2).comesUp();
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.exits).singleElement().satisfies((exit) -> {
			assertThat(exit.planned()).isFalse();
			assertThat(exit.reason()).isNull();
		});
	}

	@Test
	void workerWhenThereIsNoMemoryForTwoStopsFirst() {
		this.cluster = up(MAX_REQUESTS, 2, 0);
		FakeWorker old = this.cluster.worker(1);
		serves(old, 1000);
		assertThat(old.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.forks()).isEqualTo(2);
		this.cluster.worker(2).statistics = served(1000);
		this.cluster.pass(Duration.ofSeconds(3));
		old.exits(0);
		assertThat(this.cluster.listener.exits).containsExactly(
				new WorkerExit(101, 0, null, true, "it has served 1,000 requests", this.cluster.time.instant()));
		assertThat(this.cluster.worker(1).pid()).isEqualTo(103);
		assertThat(this.cluster.listener.recycled).hasSize(1);
		this.cluster.worker(1).comesUp();
		assertThat(this.cluster.listener.recycled).hasSize(2);
		assertThat(this.cluster.listener.restarts).isEmpty();
	}

	@Test
	void workerWhenClusterIsBeingStoppedIsNotReplaced() {
		this.cluster.run(this.cluster.supervisor::stop);
		serves(this.cluster.worker(1), 1000);
		assertThat(this.cluster.listener.recycled).isEmpty();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.DRAINING);
	}

	private static void goesOn(FakeWorker worker) {
		if (worker.isAlive() && worker.isAskedToEnd()) {
			worker.exits(0);
		}
		else if (worker.isAlive() && !worker.isConnected()) {
			worker.takesOver();
		}
	}

	private static void serves(FakeWorker worker, long requests) {
		worker.statistics = served(requests);
		worker.says(new Message.Heartbeat(worker.statistics));
	}

	private static WorkerStatistics served(long requests) {
		return new WorkerStatistics(new WorkerStatistics.Memory(1L, 1, 1), null, null,
				new WorkerStatistics.Requests(0, requests));
	}

	private static SupervisedCluster up(RecycleLimits limits, int workers, int maxSurge) {
		SupervisedCluster cluster = SupervisedCluster.withRecycleLimits(limits, workers, maxSurge);
		cluster.statistics = served(0);
		return cluster.up();
	}

}
