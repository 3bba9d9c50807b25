package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart.State;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the rolling restarts of a {@link Supervisor}. The first workers of a cluster
 * of three have the process ids 101, 102 and 103.
 */
class SupervisorRollingRestartTests {

	private final SupervisedCluster cluster = new SupervisedCluster(3).up();

	private final Supervisor supervisor = this.cluster.supervisor;

	@Test
	void rollingRestartWhenBegunStartsOneReplacementWhileAllServe() {
		this.cluster.run(this.supervisor::restart);
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.worker(1)).extracting(FakeWorker::id, FakeWorker::generation).containsExactly(1, 2);
		assertThat(this.cluster.worker(1).workers()).isEqualTo(3);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
		assertThat(this.cluster.events()).containsExactly("rollout of generation 2 started for 3", "104 forked");
		assertThat(this.cluster.rollout()).isEqualTo(new ClusterStatus.RollingRestart(State.RUNNING, 2, 0, 3, null));
	}

	@Test
	void rollingRestartWhenReplacementIsNotListeningKeepsTheOldOne() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesOnline();
		this.cluster.pass(Duration.ofSeconds(60));
		assertThat(old.received).isEmpty();
		assertThat(old.signals).isEmpty();
		assertThat(this.cluster.status(1)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(101L, WorkerState.LISTENING);
	}

	@Test
	void rollingRestartWhenReplacementStaysUpHasTheOldOneDrain() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		assertThat(old.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.status(1)).extracting(WorkerStatus::pid, WorkerStatus::state, WorkerStatus::generation)
			.containsExactly(104L, WorkerState.LISTENING, 2);
		assertThat(this.cluster.events()).containsSubsequence("104 online", "104 listening", "101 disconnected");
		assertThat(this.cluster.rollout()).isEqualTo(new ClusterStatus.RollingRestart(State.RUNNING, 2, 1, 2, null));
	}

	@Test
	void rollingRestartWhenReplacementHasJustBegunToListenKeepsTheOldOne() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesUp();
		this.cluster.pass(Probation.DURATION.minusMillis(1));
		assertThat(old.received).isEmpty();
		assertThat(this.cluster.status(1).pid()).isEqualTo(101);
		assertThat(this.cluster.rollout().replaced()).isZero();
		this.cluster.pass(Duration.ofMillis(1));
		assertThat(old.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.rollout().replaced()).isOne();
	}

	@Test
	void rollingRestartWhenReplacementHasJustBegunToListenWakesUpInTime() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesUp();
		this.cluster.pass(Duration.ofMillis(700));
		assertThat(this.cluster.reconcile()).isEqualTo(Duration.ofMillis(300));
		this.cluster.passPause();
		assertThat(old.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.reconcile()).isPositive();
	}

	@Test
	void rollingRestartWhenReplacementDiesAsSoonAsItListensStopsThereAndTheOldOneServes() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesUp();
		replacement.lastLines = List.of("the first task failed");
		this.cluster.pass(Duration.ofMillis(900));
		replacement.exits(1);
		assertThat(this.cluster.rollout())
			.isEqualTo(new ClusterStatus.RollingRestart(State.FAILED, 2, 0, 3, "Worker 1 (PID 104) exited with code 1 "
					+ "as soon as it listened.\nIts last lines were:\nthe first task failed"));
		this.cluster.pass(Duration.ofMinutes(5));
		assertThat(old.received).isEmpty();
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::pid).containsExactly(101L, 102L, 103L);
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.listener.restarts).isEmpty();
		assertThat(this.cluster.listener.failedReplacements).containsExactly("104, 101 goes on");
	}

	@Test
	void rollingRestartWhenReplacementStopsAsSoonAsItListensFails() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesUp().says(new Message.Disconnecting());
		this.cluster.pass(Probation.DURATION);
		assertThat(old.received).isEmpty();
		replacement.exits(0);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		assertThat(this.cluster.status(1)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(101L, WorkerState.LISTENING);
	}

	@Test
	void rollingRestartWhenTheMachineStandsStillDoesNotTakeThatForStayingUp() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesUp();
		this.cluster.standStill(Duration.ofHours(8));
		assertThat(old.received).isEmpty();
		this.cluster.pass(Probation.DURATION);
		assertThat(old.received).containsExactly(new Message.Drain());
	}

	@Test
	void rollingRestartWhenSurgeIsZeroAndReplacementDiesAsSoonAsItListensGoesBackToTheOldGeneration() {
		SupervisedCluster other = new SupervisedCluster(2, 0).up();
		other.run(other.supervisor::restart);
		other.worker(1).exits(0);
		other.worker(1).comesUp();
		other.pass(Duration.ofMillis(500));
		other.worker(1).exits(1);
		assertThat(other.rollout().state()).isEqualTo(State.FAILED);
		assertThat(other.worker(1).generation()).isEqualTo(1);
		assertThat(other.worker(2).received).isEmpty();
	}

	@Test
	void rollingRestartWhenOldOneDiesBesideAReplacementThatHasJustBegunToListenHasItTakeOverAtOnce() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesUp();
		this.cluster.forked.get(0).exits(137);
		assertThat(this.cluster.status(1)).extracting(WorkerStatus::pid, WorkerStatus::state)
			.containsExactly(104L, WorkerState.LISTENING);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
		assertThat(this.cluster.rollout().replaced()).isZero();
		this.cluster.pass(Probation.DURATION);
		assertThat(this.cluster.rollout().replaced()).isOne();
		assertThat(this.cluster.forks()).isEqualTo(5);
	}

	@Test
	void rollingRestartWhenOldOneDiesAndItsReplacementAsSoonAsItListensGoesBackToTheOldGeneration() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).comesUp();
		this.cluster.forked.get(0).exits(137);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.worker(1)).extracting(FakeWorker::pid, FakeWorker::generation).containsExactly(105L, 1);
	}

	@Test
	void rollingRestartWhenAnOldOneDiesThatWaitsForItsTurnReplacesItByTheOldGenerationAndThenRollsItOut() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(3).exits(137);
		assertThat(this.cluster.worker(3).generation()).isEqualTo(1);
		assertThat(this.cluster.listener.restarts).containsExactly("3 after 0 ms");
		this.cluster.worker(3).comesUp();
		complete(this.cluster, 3);
		assertThat(this.cluster.forks()).isEqualTo(7);
	}

	@Test
	void rollingRestartWhenAnOldOneThatDrainsDiesGoesOn() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		old.exits(137);
		assertThat(this.cluster.listener.restarts).isEmpty();
		assertThat(this.cluster.rollout().state()).isEqualTo(State.RUNNING);
		assertThat(this.cluster.worker(2).generation()).isEqualTo(2);
	}

	@Test
	void rollingRestartWhenTheOldOneIsStillThereDoesNotBeginWithTheNext() {
		FakeWorker old = this.cluster.worker(1);
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		this.cluster.pass(Duration.ofSeconds(20));
		assertThat(this.cluster.processes()).isEqualTo(4);
		old.exits(0);
		assertThat(this.cluster.forked).last().extracting(FakeWorker::id).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 8 })
	void rollingRestartReplacesAllWithinItsSurgeAndNeverServesWithLess(int maxSurge) {
		SupervisedCluster other = new SupervisedCluster(5, maxSurge).up();
		other.run(other.supervisor::restart);
		int most = 0;
		while (other.rollout().state() == State.RUNNING || other.processes() > 5) {
			most = Math.max(most, other.processes());
			assertThat(other.status().workers().listening()).isGreaterThanOrEqualTo((maxSurge > 0) ? 5 : 4);
			step(other);
		}
		assertThat(most).isEqualTo(5 + Math.min(maxSurge, 5));
		assertThat(other.forks()).isEqualTo(10);
		assertThat(other.status().instances()).extracting(WorkerStatus::generation).containsOnly(2);
		assertThat(other.status().generation()).isEqualTo(2);
		assertThat(other.rollout()).isEqualTo(new ClusterStatus.RollingRestart(State.COMPLETED, 2, 5, 0, null));
		assertThat(other.events()).contains("rollout of generation 2 completed for 5").doesNotHaveDuplicates();
		assertThat(other.listener.exits).hasSize(5).extracting(WorkerExit::planned).containsOnly(true);
	}

	private static void step(SupervisedCluster cluster) {
		List<FakeWorker> living = cluster.forked.stream().filter(FakeWorker::isAlive).toList();
		FakeWorker leaving = living.stream().filter(FakeWorker::isAskedToEnd).findFirst().orElse(null);
		if (leaving != null) {
			leaving.exits(0);
		}
		else {
			living.stream().filter((worker) -> !worker.isConnected()).findFirst().orElseThrow().takesOver();
		}
	}

	@Test
	void rollingRestartWhenSurgeIsTwoStartsTwoReplacements() {
		SupervisedCluster other = new SupervisedCluster(3, 2).up();
		other.run(other.supervisor::restart);
		assertThat(other.forked.subList(3, 5)).extracting(FakeWorker::id).containsExactly(1, 2);
		assertThat(other.forks()).isEqualTo(5);
	}

	@Test
	void rollingRestartWhenSurgeIsZeroStopsTheOldOneFirst() {
		SupervisedCluster other = new SupervisedCluster(3, 0).up();
		FakeWorker old = other.worker(1);
		other.run(other.supervisor::restart);
		assertThat(other.forks()).isEqualTo(3);
		assertThat(old.received).containsExactly(new Message.Drain());
		assertThat(other.status().workers().listening()).isEqualTo(2);
		old.exits(0);
		assertThat(other.worker(1).generation()).isEqualTo(2);
		assertThat(other.rollout().replaced()).isZero();
		other.worker(1).takesOver();
		assertThat(other.rollout().replaced()).isOne();
		assertThat(other.worker(2).received).containsExactly(new Message.Drain());
	}

	@Test
	void rollingRestartWhenSurgeIsZeroAndReplacementFailsGoesBackToTheOldGeneration() {
		SupervisedCluster other = new SupervisedCluster(2, 0).up();
		other.run(other.supervisor::restart);
		other.worker(1).exits(0);
		other.worker(1).exits(1);
		assertThat(other.rollout().state()).isEqualTo(State.FAILED);
		assertThat(other.worker(1).generation()).isEqualTo(1);
		other.worker(1).takesOver();
		assertThat(other.status().workers().listening()).isEqualTo(2);
		assertThat(other.forks()).isEqualTo(4);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void rollingRestartWhenAReplacementIsStartingWaitsForItsEnd(int maxSurge) {
		SupervisedCluster other = new SupervisedCluster(1, maxSurge).up();
		other.run(() -> other.supervisor.restart(1));
		other.run(other.supervisor::restart);
		assertThat(other.forks()).isEqualTo(2);
		other.worker(1).takesOver();
		assertThat(other.rollout().replaced()).isZero();
		assertThat(other.forks()).isEqualTo(2);
		complete(other, 1);
	}

	@Test
	void rollingRestartWhenAReplacementIsStartingAndSurgeAllowsTakesItsPlace() {
		SupervisedCluster other = new SupervisedCluster(2, 3).up();
		other.run(() -> other.supervisor.restart(1));
		FakeWorker superseded = other.worker(1);
		other.run(other.supervisor::restart);
		assertThat(superseded.signals).containsExactly("SIGTERM");
		assertThat(other.worker(1).generation()).isEqualTo(2);
		complete(other, 2);
	}

	@Test
	void rollingRestartWhenTheReplacementThatItWaitsForFailsGoesOn() {
		SupervisedCluster other = new SupervisedCluster(2).up();
		other.run(() -> other.supervisor.restart(1));
		other.run(other.supervisor::restart);
		other.worker(1).exits(1);
		assertThat(other.rollout().state()).isEqualTo(State.RUNNING);
		complete(other, 2);
	}

	private static void complete(SupervisedCluster cluster, int workers) {
		while (cluster.rollout().state() == State.RUNNING || cluster.processes() > workers) {
			step(cluster);
		}
		assertThat(cluster.rollout()).isEqualTo(new ClusterStatus.RollingRestart(State.COMPLETED, 2, workers, 0, null));
		assertThat(cluster.status().instances()).extracting(WorkerStatus::generation).containsOnly(2);
		assertThat(cluster.status().workers().listening()).isEqualTo(workers);
	}

	@Test
	void rollingRestartWhenReplacementExitsStopsThereAndTheOldGenerationServes() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesOnline();
		replacement.lastLines = IntStream.rangeClosed(1, 50).mapToObj((line) -> "line " + line).toList();
		replacement.exits(1);
		this.cluster.pass(Duration.ofMinutes(5));
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
		assertThat(this.cluster.status().generation()).isEqualTo(1);
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::generation).containsOnly(1);
		assertThat(this.cluster.events()).endsWith("104 disconnected", "104 exited", "rollout of generation 2 failed");
		assertThat(this.cluster.listener.failedReplacements).containsExactly("104, 101 goes on");
		assertThat(this.cluster.listener.restarts).isEmpty();
		ClusterStatus.RollingRestart rollout = this.cluster.rollout();
		assertThat(rollout)
			.extracting(ClusterStatus.RollingRestart::state, ClusterStatus.RollingRestart::generation,
					ClusterStatus.RollingRestart::replaced, ClusterStatus.RollingRestart::remaining)
			.containsExactly(State.FAILED, 2, 0, 3);
		assertThat(rollout.reason()).startsWith("Worker 1 (PID 104) exited with code 1 before it listened.")
			.endsWith("line 49\nline 50")
			.contains("line 31")
			.doesNotContain("line 30");
	}

	@Test
	void rollingRestartWhenOutputOfReplacementIsHugeShowsAnExtract() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1);
		replacement.lastLines = List.of("x".repeat(100_000), "the end");
		replacement.exits(1);
		assertThat(this.cluster.rollout().reason()).hasSizeLessThan(5_000).endsWith("\nthe end");
	}

	@Test
	void rollingRestartWhenReplacementWritesStackTraceShowsItsCausesOnly() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1);
		List<String> lines = new ArrayList<>(List.of("Application run failed", "BeanCreationException: database"));
		lines.addAll(Collections.nCopies(40, "\tat Application.main(Application.java:1)"));
		lines.addAll(List.of("Caused by: IllegalStateException: no driver", "\tat Driver.load(Driver.java:1)",
				"\t... 21 common frames omitted"));
		replacement.lastLines = lines;
		replacement.exits(1);
		assertThat(this.cluster.rollout().reason()).endsWith("Its last lines were:\nApplication run failed\n"
				+ "BeanCreationException: database\nCaused by: IllegalStateException: no driver");
	}

	@Test
	void rollingRestartWhenReplacementTimesOutStopsThere() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesOnline();
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT.plus(WorkerEnding.KILL_GRACE));
		replacement.exits(137);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		assertThat(this.cluster.rollout().reason()).isEqualTo(
				"Worker 1 (PID 104) exited with code 137 (SIGKILL) " + "because it did not listen within 120 seconds.");
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void rollingRestartWhenReplacementCannotBeForkedStopsThere() {
		this.cluster.failForks(new IOException("no such file"));
		this.cluster.run(this.supervisor::restart);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		assertThat(this.cluster.rollout().reason())
			.isEqualTo("Worker 1 could not be launched: java.io.IOException: no such file");
		this.cluster.failForks(null);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(3);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms");
	}

	@Test
	void rollingRestartWhenALaterReplacementFailsKeepsWhatWasReplaced() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker old = this.cluster.forked.get(0);
		this.cluster.worker(1).takesOver();
		old.exits(0);
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.rollout().replaced()).isOne();
		assertThat(this.cluster.rollout().remaining()).isEqualTo(2);
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::generation).containsExactly(2, 1, 1);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
	}

	@Test
	void rollingRestartWhenOneOfTwoReplacementsFailsStopsTheOther() {
		SupervisedCluster other = new SupervisedCluster(2, 2).up();
		other.run(other.supervisor::restart);
		other.worker(1).exits(1);
		FakeWorker spare = other.worker(2);
		assertThat(spare.signals).containsExactly("SIGTERM");
		spare.exits(143);
		assertThat(other.status().instances()).extracting(WorkerStatus::pid).containsExactly(101L, 102L);
		assertThat(other.status().workers().listening()).isEqualTo(2);
		assertThat(other.listener.failedReplacements).containsExactly("103, 101 goes on");
		assertThat(other.forks()).isEqualTo(4);
	}

	@Test
	void rollingRestartWhenFailedAndAnOldOneDiesBesideAStoppedReplacementReplacesItByTheOldGeneration() {
		SupervisedCluster other = new SupervisedCluster(2, 2).up();
		other.run(other.supervisor::restart);
		other.worker(1).exits(1);
		FakeWorker stopped = other.worker(2);
		other.forked.get(1).exits(137);
		assertThat(other.worker(2)).isNotSameAs(stopped);
		assertThat(other.worker(2).generation()).isEqualTo(1);
		other.worker(2).takesOver();
		stopped.exits(143);
		assertThat(other.status().workers().listening()).isEqualTo(2);
		assertThat(other.status().instances()).extracting(WorkerStatus::generation).containsOnly(1);
	}

	@Test
	void rollingRestartWhenOldOneDiesWhileReplacementIsBeingKilledReplacesItByTheOldGeneration() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1);
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT);
		this.cluster.forked.get(0).exits(137);
		assertThat(this.cluster.worker(1).generation()).isEqualTo(1);
		replacement.exits(137);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		this.cluster.worker(1).takesOver();
		assertThat(this.cluster.status(1).generation()).isEqualTo(1);
		assertThat(this.cluster.processes()).isEqualTo(3);
	}

	@Test
	void rollingRestartWhenOldOneDiesHasItsReplacementTakeOver() {
		this.cluster.run(this.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesOnline();
		this.cluster.forked.get(0).exits(137);
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.status(1)).extracting(WorkerStatus::pid, WorkerStatus::state, WorkerStatus::restarts)
			.containsExactly(104L, WorkerState.ONLINE, 1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms");
		replacement.listens();
		assertThat(this.cluster.rollout().replaced()).isZero();
		this.cluster.pass(Probation.DURATION);
		assertThat(this.cluster.rollout().replaced()).isOne();
		assertThat(this.cluster.worker(2).generation()).isEqualTo(2);
	}

	@Test
	void rollingRestartWhenOldOneDiesAndItsReplacementTooGoesBackToTheOldGeneration() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.forked.get(0).exits(137);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.FAILED);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.worker(1).generation()).isEqualTo(1);
		assertThat(this.cluster.status(1).pid()).isEqualTo(105);
	}

	@Test
	void rollingRestartWhenAWorkerWaitsForItsRestartStartsItAtOnce() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		this.cluster.run(this.supervisor::restart);
		assertThat(this.cluster.worker(1)).extracting(FakeWorker::pid, FakeWorker::generation).containsExactly(105L, 2);
		this.cluster.worker(1).takesOver();
		assertThat(this.cluster.rollout().replaced()).isOne();
	}

	@Test
	void rollingRestartWhenAReplacedWorkerDiesLaterReplacesItByItsOwnGeneration() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		this.cluster.forked.get(0).exits(0);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.worker(1).generation()).isEqualTo(2);
		assertThat(this.cluster.rollout().state()).isEqualTo(State.RUNNING);
	}

	@Test
	void rollingRestartWhenOneRunsIsRefused() {
		this.cluster.run(this.supervisor::restart);
		assertRefused(this.supervisor::restart);
		assertRefused(() -> this.supervisor.restart(2));
		assertRefused(() -> this.supervisor.scale(4));
		assertRefused(() -> this.supervisor.stop(2));
		this.cluster.reconcile();
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.events()).containsOnlyOnce("rollout of generation 2 started for 3");
	}

	private static void assertRefused(Runnable command) {
		assertThatExceptionOfType(RollingRestartInProgressException.class).isThrownBy(command::run)
			.withMessage("A rolling restart to generation 2 is running: wait for its end");
	}

	@Test
	void rollingRestartWhenTheLastOneFailedWorksWithANewGeneration() {
		SupervisedCluster other = new SupervisedCluster(1).up();
		other.run(other.supervisor::restart);
		other.worker(1).exits(1);
		other.run(other.supervisor::restart);
		assertThat(other.worker(1).generation()).isEqualTo(3);
		other.worker(1).takesOver();
		other.forked.get(0).exits(0);
		assertThat(other.status().generation()).isEqualTo(3);
		assertThat(other.rollout()).isEqualTo(new ClusterStatus.RollingRestart(State.COMPLETED, 3, 1, 0, null));
	}

	@Test
	void rollingRestartWhenCompletedHasNewWorkersStartInItsGeneration() {
		SupervisedCluster other = new SupervisedCluster(1).up();
		other.run(other.supervisor::restart);
		other.worker(1).takesOver();
		other.run(() -> other.supervisor.scale(2));
		assertThat(other.worker(2).generation()).isEqualTo(2);
	}

	@Test
	void rollingRestartCountsAsNoRestartOfAWorker() {
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		this.cluster.forked.get(0).exits(0);
		assertThat(this.cluster.status(1).restarts()).isZero();
		assertThat(this.cluster.status(1).lastExit()).isNotNull()
			.extracting(WorkerExit::pid, WorkerExit::planned)
			.containsExactly(101L, true);
	}

	@Test
	void rollingRestartForgivesTheFailuresOfTheOldGeneration() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).comesUp();
		this.cluster.run(this.supervisor::restart);
		this.cluster.worker(1).takesOver();
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms", "1 after 0 ms");
	}

}
