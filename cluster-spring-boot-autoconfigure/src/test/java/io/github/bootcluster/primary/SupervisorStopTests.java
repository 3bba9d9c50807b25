package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;

import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the end of a cluster.
 */
class SupervisorStopTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2).up();

	private final Supervisor supervisor = this.cluster.supervisor;

	@Test
	void stopHasAllWorkersDrainTogether() {
		this.cluster.run(this.supervisor::stop);
		assertThat(this.cluster.forked).allSatisfy((worker) -> {
			assertThat(worker.received).containsExactly(new Message.Stop());
			assertThat(worker.signals).isEmpty();
			assertThat(this.cluster.state(worker.id())).isEqualTo(WorkerState.DRAINING);
		});
	}

	@Test
	void stopIsToldOnceWhenNoProcessIsLeft() {
		this.cluster.run(this.supervisor::stop);
		this.cluster.worker(1).exits(0);
		assertThat(this.cluster.listener.stopped).isZero();
		this.cluster.worker(2).exits(0);
		this.cluster.pass(Duration.ofSeconds(3));
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.listener.finished).isZero();
	}

	@Test
	void stopReplacesNobody() {
		this.cluster.run(this.supervisor::stop);
		this.cluster.worker(1).exits(1);
		this.cluster.worker(2).exits(143);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.listener.exits).extracting(WorkerExit::planned).containsOnly(true);
		assertThat(this.cluster.listener.restarts).isEmpty();
	}

	@Test
	void stopWhenWorkersAreStartingTerminatesThem() {
		SupervisedCluster starting = new SupervisedCluster(2).start();
		starting.worker(1).comesOnline();
		starting.run(starting.supervisor::stop);
		assertThat(starting.forked).allSatisfy((worker) -> {
			assertThat(worker.signals).containsExactly("SIGTERM");
			assertThat(worker.received).isEmpty();
			assertThat(starting.state(worker.id())).isEqualTo(WorkerState.STOPPING);
		});
		starting.worker(1).listens();
		assertThat(starting.state(1)).isEqualTo(WorkerState.STOPPING);
		starting.pass(SupervisedCluster.SHUTDOWN_TIMEOUT);
		assertThat(starting.worker(1).signals).containsExactly("SIGTERM", "SIGKILL");
	}

	@Test
	void stopWhenWorkerWaitsForItsRestartForksItNoMore() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		this.cluster.run(this.supervisor::stop);
		this.cluster.worker(2).exits(0);
		assertThat(this.cluster.listener.stopped).isOne();
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void stopWhenNothingWasStartedIsToldAtOnce() {
		SupervisedCluster other = new SupervisedCluster(2);
		other.run(other.supervisor::stop);
		assertThat(other.listener.stopped).isOne();
		assertThat(other.forks()).isZero();
	}

	@Test
	void stopWhenFinishedIsToldAsWell() {
		SupervisedCluster other = new SupervisedCluster(1, 1, RestartPolicy.NEVER).up();
		other.worker(1).exits(0);
		other.run(other.supervisor::stop);
		assertThat(other.listener.finished).isOne();
		assertThat(other.listener.stopped).isOne();
	}

	@Test
	void stopWhenRepeatedChangesNothing() {
		this.cluster.run(this.supervisor::stop);
		this.cluster.pass(SupervisedCluster.SHUTDOWN_TIMEOUT.minusSeconds(1));
		this.cluster.run(this.supervisor::stop);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.worker(1).signals).containsExactly("SIGTERM");
		assertThat(this.cluster.worker(1).received).hasSize(1);
	}

	@Test
	void stopWhenWorkerWasStoppingByItselfCountsAsPlanned() {
		this.cluster.worker(1).says(new Message.Disconnecting());
		this.cluster.run(this.supervisor::stop);
		this.cluster.worker(1).exits(0);
		assertThat(this.cluster.listener.exits).extracting(WorkerExit::planned).containsExactly(true);
	}

	@Test
	void stopWhenRollingRestartRunsStopsItsReplacementsAsWell() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1);
		this.cluster.run(this.supervisor::stop);
		assertThat(replacement.signals).containsExactly("SIGTERM");
		this.cluster.forked.forEach((worker) -> worker.exits(143));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.events()).doesNotContain("rollout of generation 2 failed");
	}

	@Test
	void stopWhenReplacementHasJustBegunToListenHasBothDrain() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesUp();
		this.cluster.run(this.supervisor::stop);
		this.cluster.pass(Probation.DURATION);
		assertThat(List.of(old, replacement)).allSatisfy((worker) -> {
			assertThat(worker.received).containsExactly(new Message.Stop());
			assertThat(worker.signals).isEmpty();
		});
		assertThat(this.cluster.rollout().replaced()).isZero();
		this.cluster.forked.forEach((worker) -> worker.exits(0));
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.listener.restarts).isEmpty();
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void stopWhenReplacementHasTakenOverBeginsNoOther() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		this.cluster.run(this.supervisor::stop);
		old.exits(0);
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(old.received).containsExactly(new Message.Drain(), new Message.Stop());
		this.cluster.worker(1).exits(0);
		this.cluster.worker(2).exits(0);
		assertThat(this.cluster.listener.stopped).isOne();
	}

	@Test
	void commandsWhenStoppingAreRefused() {
		this.cluster.run(this.supervisor::stop);
		assertRefused(this.supervisor::restart);
		assertRefused(() -> this.supervisor.restart(1));
		assertRefused(() -> this.supervisor.scale(3));
		assertRefused(() -> this.supervisor.stop(1));
		this.cluster.pass(Duration.ofSeconds(3));
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.status().rollingRestart()).isNull();
	}

	@Test
	void killEndsAllAtOnce() {
		this.cluster.worker(2).exits(1);
		this.cluster.run(this.supervisor::kill);
		assertThat(this.cluster.worker(1).signals).contains("SIGKILL").doesNotContain("SIGTERM");
		assertThat(this.cluster.worker(2).signals).contains("SIGKILL").doesNotContain("SIGTERM");
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		this.cluster.worker(1).exits(137);
		this.cluster.worker(2).exits(137);
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.exits).last().extracting(WorkerExit::planned).isEqualTo(true);
	}

	@Test
	void killWhenWorkersAreDrainingEndsThemAtOnce() {
		this.cluster.run(this.supervisor::stop);
		this.cluster.run(this.supervisor::kill);
		assertThat(this.cluster.forked).allSatisfy((worker) -> assertThat(worker.signals).contains("SIGKILL"));
		this.cluster.run(this.supervisor::kill);
		this.cluster.forked.forEach((worker) -> worker.exits(137));
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.listener.threadDumps).isEmpty();
	}

	private static void assertRefused(Runnable command) {
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(command::run)
			.withMessage("The cluster is being stopped");
	}

}
