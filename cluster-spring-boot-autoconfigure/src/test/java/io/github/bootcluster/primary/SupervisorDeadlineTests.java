package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the patience of a {@link Supervisor}.
 */
class SupervisorDeadlineTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2).up();

	private final FakeWorker worker = this.cluster.worker(1);

	@Test
	void heartbeatWhenItComesKeepsWorkerAlive() {
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.multipliedBy(5));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
		assertThat(this.cluster.listener.threadDumps).isEmpty();
		assertThat(this.cluster.listener.stalls).isEmpty();
	}

	@Test
	void heartbeatWhenMissedUntilTimeoutHasThreadsDumpedAndThenWorkerKilled() {
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.minusSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		assertThat(this.cluster.listener.threadDumps).containsExactly(101L);
		assertThat(this.worker.signals).isEmpty();
		this.cluster.pass(WorkerEnding.KILL_GRACE.minusSeconds(1));
		assertThat(this.worker.signals).isEmpty();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.worker.signals).containsExactly("SIGKILL");
	}

	@Test
	void heartbeatWhenMissedHasWorkerReplaced() {
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.plus(WorkerEnding.KILL_GRACE));
		this.worker.exits(137);
		assertThat(this.cluster.events()).containsExactly("101 disconnected", "101 exited", "103 forked");
		assertThat(this.cluster.listener.exits).singleElement().satisfies((exit) -> {
			assertThat(exit.planned()).isFalse();
			assertThat(exit.reason()).isEqualTo("it sent no heartbeat for 30 seconds");
		});
		assertThat(this.cluster.status(1).restarts()).isEqualTo(1);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void heartbeatWhenAnotherMessageCameIsNotMissed() {
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.minusSeconds(1));
		this.worker.says(new Message.Listening(8080));
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.minusSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void heartbeatWhenItComesWhileKillingSavesNobody() {
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT);
		this.worker.says(new Message.Heartbeat(FakeWorker.STATISTICS)).listens();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
	}

	@Test
	void stallWhenLongerThanEveryTimeoutKillsNobody() {
		this.cluster.standStill(Duration.ofHours(8));
		assertThat(this.cluster.listener.stalls).containsExactly(Duration.ofHours(8));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.multipliedBy(2));
		assertThat(this.cluster.listener.threadDumps).isEmpty();
	}

	@Test
	void stallWhenWorkerIsStartingGivesItItsTimeBack() {
		this.worker.exits(1);
		this.cluster.pass(Duration.ofSeconds(100));
		this.cluster.standStill(SupervisedCluster.STARTUP_TIMEOUT);
		this.cluster.pass(Duration.ofSeconds(19));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
	}

	@Test
	void stallWhenWorkerIsDrainingGivesItItsTimeBack() {
		this.cluster.run(this.cluster.supervisor::stop);
		this.cluster.pass(Duration.ofSeconds(50));
		this.cluster.standStill(SupervisedCluster.SHUTDOWN_TIMEOUT);
		this.cluster.pass(Duration.ofSeconds(9));
		assertThat(this.worker.signals).isEmpty();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.worker.signals).containsExactly("SIGTERM");
	}

	@Test
	void stallWhenWorkerWasHeardAfterItGivesNoTimeForNothing() {
		this.cluster.time.move(Duration.ofHours(8));
		this.worker.beat();
		this.worker.fallsSilent();
		this.cluster.reconcile();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.minusSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
	}

	@Test
	void stallWhenWorkerWasForkedAfterItGivesNoTimeForNothing() {
		this.cluster.time.move(Duration.ofHours(8));
		this.cluster.run(() -> this.cluster.supervisor.restart(1));
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT);
		assertThat(this.cluster.listener.threadDumps).containsExactly(103L);
	}

	@Test
	void pauseOfTheLoopIsNoStall() {
		this.cluster.standStill(Duration.ofSeconds(4));
		assertThat(this.cluster.listener.stalls).isEmpty();
	}

	@Test
	void drainingWhenItTakesTooLongEndsInSigtermAndThenSigkill() {
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.DRAINING);
		assertThat(this.worker.received).containsExactly(new Message.Drain());
		this.cluster.pass(SupervisedCluster.STOP_TIMEOUT.minusSeconds(1));
		assertThat(this.worker.signals).isEmpty();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STOPPING);
		assertThat(this.worker.signals).containsExactly("SIGTERM");
		this.cluster.pass(Duration.ofSeconds(4));
		assertThat(this.worker.signals).containsExactly("SIGTERM");
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		assertThat(this.worker.signals).containsExactly("SIGTERM", "SIGKILL");
		this.worker.exits(137);
		assertThat(this.cluster.listener.exits).singleElement().satisfies((exit) -> {
			assertThat(exit.planned()).isTrue();
			assertThat(exit.reason()).isEqualTo("it did not stop in time");
		});
		assertThat(this.cluster.events()).containsExactly("101 disconnected", "101 exited");
	}

	@Test
	void drainingWhenWorkerStoppedByItselfHasADeadlineToo() {
		this.worker.says(new Message.Disconnecting());
		this.cluster.pass(SupervisedCluster.SHUTDOWN_TIMEOUT);
		assertThat(this.worker.signals).containsExactly("SIGTERM");
	}

	@Test
	void drainingWhenConnectionEndedHasADeadlineToo() {
		this.worker.losesConnection();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.DRAINING);
		this.cluster.pass(SupervisedCluster.SHUTDOWN_TIMEOUT);
		assertThat(this.worker.signals).containsExactly("SIGTERM");
	}

	@Test
	void drainingNeedsNoHeartbeat() {
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.plusSeconds(5));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.DRAINING);
		assertThat(this.cluster.listener.threadDumps).isEmpty();
	}

	@Test
	void pauseWhenDeadlineIsNearEndsWithIt() {
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		this.cluster.pass(SupervisedCluster.STOP_TIMEOUT.minusMillis(300));
		assertThat(this.cluster.reconcile()).hasMillis(300);
		this.cluster.passPause();
		assertThat(this.worker.signals).containsExactly("SIGTERM");
	}

	@Test
	void pauseWhenDeadlinesAreOverIsASecond() {
		this.worker.fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.plus(WorkerEnding.KILL_GRACE).plusSeconds(1));
		assertThat(this.cluster.reconcile()).hasSeconds(1);
	}

}
