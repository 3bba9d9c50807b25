package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;

import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the restart of one worker by a {@link Supervisor}.
 */
class SupervisorReplacementTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2).up();

	private final Supervisor supervisor = this.cluster.supervisor;

	private final FakeWorker old = this.cluster.worker(2);

	@Test
	void restartStartsReplacementFirst() {
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.worker(2)).extracting(FakeWorker::pid, FakeWorker::generation).containsExactly(103L, 1);
		assertThat(this.old.received).isEmpty();
		assertThat(this.cluster.status(2).pid()).isEqualTo(102);
		this.cluster.worker(2).takesOver();
		assertThat(this.old.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.status(2).pid()).isEqualTo(103);
		this.old.exits(0);
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::state, WorkerStatus::restarts)
			.containsExactly(WorkerState.LISTENING, 0);
		assertThat(this.cluster.status().rollingRestart()).isNull();
	}

	@Test
	void restartWhenReplacementIsOnItsWayStartsNoSecond() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void restartWhenReplacementFailsLeavesTheOldOne() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.worker(2).exits(1);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(102L, WorkerState.LISTENING);
		assertThat(this.cluster.listener.failedReplacements).containsExactly("103, 102 goes on");
		assertThat(this.cluster.listener.restarts).isEmpty();
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void restartWhenReplacementDiesAsSoonAsItListensLeavesTheOldOne() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.worker(2).comesUp();
		this.cluster.pass(Duration.ofMillis(900));
		this.cluster.worker(2).exits(1);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.old.received).isEmpty();
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(102L, WorkerState.LISTENING);
		assertThat(this.cluster.listener.failedReplacements).containsExactly("103, 102 goes on");
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void restartWhenReplacementHasJustBegunToListenStartsNoSecond() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.worker(2).comesUp();
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void restartWhenReplacementTimesOutLeavesTheOldOne() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT.plus(WorkerEnding.KILL_GRACE));
		assertThat(this.cluster.worker(2).signals).containsExactly("SIGKILL");
		this.cluster.worker(2).exits(137);
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(102L, WorkerState.LISTENING);
	}

	@Test
	void restartWhenReplacementCannotBeForkedSaysSoAndLeavesTheOldOne() {
		this.cluster.failForks(new IOException("error=12"));
		assertThatIllegalStateException().isThrownBy(() -> this.supervisor.restart(2))
			.withMessage("Worker 2 could not be launched: java.io.IOException: error=12")
			.withCauseInstanceOf(IOException.class);
		this.cluster.failForks(null);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.listener.launchFailures).isEmpty();
		this.old.exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("2 after 0 ms");
	}

	@Test
	void restartWhenOldOneDiesHasReplacementTakeOver() {
		this.cluster.run(() -> this.supervisor.restart(2));
		this.old.exits(137);
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::pid, WorkerStatus::restarts)
			.containsExactly(103L, 1);
		assertThat(this.cluster.listener.restarts).containsExactly("2 after 0 ms");
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("2 after 100 ms");
	}

	@Test
	void restartWhenWorkerIsStillStartingEndsTheSlowerOne() {
		this.old.exits(1);
		FakeWorker slow = this.cluster.worker(2);
		this.cluster.run(() -> this.supervisor.restart(2));
		this.cluster.worker(2).takesOver();
		assertThat(slow.signals).containsExactly("SIGTERM");
		slow.exits(143);
		assertThat(this.cluster.processes()).isEqualTo(2);
		assertThat(this.cluster.status(2).pid()).isEqualTo(104);
	}

	@Test
	void restartWhenWorkerWaitsForItsRestartStartsItAtOnce() {
		this.old.exits(1);
		this.cluster.worker(2).exits(1);
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.STARTING);
		assertThat(this.cluster.status(2).restarts()).isEqualTo(2);
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("2 after 0 ms");
	}

	@Test
	void restartWhenWorkerIsFailedStartsItAtOnceWithAllForgiven() {
		for (int i = 0; i < 4; i++) {
			this.cluster.worker(2).exits(1);
			this.cluster.pass(Duration.ofSeconds(1));
		}
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.FAILED);
		this.cluster.run(() -> this.supervisor.restart(2));
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.STARTING);
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("2 after 0 ms");
	}

	@Test
	void restartWhenPolicyHadLetWorkerEndStartsItAgain() {
		SupervisedCluster never = new SupervisedCluster(2, 1, RestartPolicy.NEVER).up();
		never.worker(2).exits(0);
		never.run(() -> never.supervisor.restart(2));
		assertThat(never.state(2)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void restartWhenWorkerIsUnknownIsRefused() {
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.supervisor.restart(3))
			.satisfies((ex) -> assertThat(ex.getId()).isEqualTo(3));
	}

}
