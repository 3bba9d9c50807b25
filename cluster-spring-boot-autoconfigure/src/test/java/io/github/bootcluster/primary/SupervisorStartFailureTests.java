package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import io.github.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what a {@link Supervisor} does about workers that do not come up.
 */
class SupervisorStartFailureTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2);

	private final RecordingSupervisorListener listener = this.cluster.listener;

	@Test
	void startWhenItFailsThreeTimesStopsTheClusterAndSaysWhy() {
		this.cluster.start();
		this.cluster.worker(1).exits(1);
		this.cluster.worker(2).exits(1);
		assertThat(this.listener.startFailures).isEmpty();
		FakeWorker last = this.cluster.worker(1);
		last.lastLines = List.of("Caused by: a missing bean", "\tat Main.main");
		last.exits(3);
		assertThat(this.listener.startFailures).singleElement().satisfies((failure) -> {
			assertThat(failure).hasMessage("No worker came up after 3 failed starts. "
					+ "Worker 1 (PID 103) exited with code 3 before it listened.");
			assertThat(failure.getFailure()).isEqualTo("Worker 1 (PID 103) exited with code 3 before it listened.");
			assertThat(failure.getLastLines()).isEqualTo(last.lastLines);
		});
		assertThat(this.listener.restarts).hasSize(2);
	}

	@Test
	void startUntilAWorkerListensStartsNoMoreAtATimeThanItMay() {
		SupervisedCluster paced = SupervisedCluster.withConcurrentStarts(2, 4).start();
		assertThat(paced.forks()).isEqualTo(2);
		assertThat(paced.reconcile()).isPositive();
		paced.worker(1).comesOnline();
		assertThat(paced.forks()).isEqualTo(2);
		paced.worker(1).listens();
		assertThat(paced.forks()).isEqualTo(4);
	}

	@Test
	void startWhenItFailsMakesRoomForTheNextOne() {
		SupervisedCluster paced = SupervisedCluster.withConcurrentStarts(1, 2).start();
		paced.worker(1).exits(1);
		assertThat(paced.forks()).isEqualTo(2);
		assertThat(paced.processes()).isOne();
	}

	@Test
	void startWhenItFailsThreeTimesStopsTheOthers() {
		this.cluster.start();
		failStarts(3);
		FakeWorker other = this.cluster.worker(2);
		assertThat(other.signals).containsExactly("SIGTERM");
		assertThat(this.listener.stopped).isZero();
		other.exits(143);
		assertThat(this.listener.stopped).isOne();
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.listener.startFailures).hasSize(1);
		assertThat(this.listener.finished).isZero();
	}

	@Test
	void startWhenAWorkerHasListenedIsOnlyRetried() {
		this.cluster.start();
		this.cluster.worker(2).comesUp();
		failStarts(4);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
		assertThat(this.listener.startFailures).isEmpty();
	}

	@Test
	void startWhenTheOnlyWorkerThatListenedIsGoneIsOnlyRetried() {
		this.cluster.start();
		this.cluster.worker(2).comesUp().exits(1);
		failStarts(4);
		assertThat(this.listener.startFailures).isEmpty();
	}

	@Test
	void startWhenAWorkerListensInTheMomentOfTheThirdFailureGoesOn() {
		SupervisedCluster large = new SupervisedCluster(4).start();
		large.worker(4).comesOnline();
		large.worker(1).exitsUnnoticed(1);
		large.worker(2).exitsUnnoticed(1);
		large.worker(3).exitsUnnoticed(1);
		large.worker(4).listens();
		large.pass(Duration.ofSeconds(1));
		assertThat(large.listener.startFailures).isEmpty();
		assertThat(large.processes()).isEqualTo(4);
	}

	@Test
	void startWhenItTakesTooLongHasWorkerKilledAfterAThreadDump() {
		this.cluster.start();
		FakeWorker slow = this.cluster.worker(1).comesOnline();
		this.cluster.pass(SupervisedCluster.STARTUP_TIMEOUT.minusSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.ONLINE);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		assertThat(this.listener.threadDumps).containsExactly(101L, 102L);
		assertThat(slow.signals).isEmpty();
		this.cluster.pass(WorkerEnding.KILL_GRACE);
		assertThat(slow.signals).first().isEqualTo("SIGKILL");
		slow.exits(137);
		assertThat(this.cluster.worker(1)).isNotSameAs(slow);
		assertThat(this.listener.exits).singleElement().satisfies((exit) -> {
			assertThat(exit.planned()).isFalse();
			assertThat(exit.reason()).isEqualTo("it did not listen within 120 seconds");
		});
	}

	@Test
	void startWhenItTakesTooLongIsAFailedStart() {
		SupervisedCluster single = new SupervisedCluster(1).start();
		for (int i = 0; i < 3; i++) {
			FakeWorker slow = single.worker(1);
			single.pass(SupervisedCluster.STARTUP_TIMEOUT.plusSeconds(3));
			slow.exits(137);
			single.pass(Duration.ofSeconds(1));
		}
		assertThat(single.listener.startFailures).singleElement()
			.extracting(ClusterStartException::getFailure)
			.isEqualTo("Worker 1 (PID 103) exited with code 137 (SIGKILL) because it did not listen within "
					+ "120 seconds.");
	}

	@Test
	void startWhenItTakesTooLongIsReportedWithWhatWorkerWroteBeforeTheThreadDump() {
		SupervisedCluster never = new SupervisedCluster(1, 1, RestartPolicy.NEVER).start();
		FakeWorker slow = never.worker(1).comesOnline();
		slow.lastLines = List.of("Connecting to the database");
		never.pass(SupervisedCluster.STARTUP_TIMEOUT);
		slow.lastLines = List.of("\"VM Thread\" os_prio=0 runnable");
		never.pass(WorkerEnding.KILL_GRACE);
		slow.exits(137);
		assertThat(never.listener.startFailures).singleElement()
			.satisfies((failure) -> assertThat(failure.getLastLines()).containsExactly("Connecting to the database"));
	}

	@Test
	void startWhenWorkerIsSilentOnceOnlineIsEndedByTheHeartbeatTimeout() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline().fallsSilent();
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void startWhenPolicyLetsAllEndBeforeAnyListenedIsFailed() {
		SupervisedCluster never = new SupervisedCluster(1, 1, RestartPolicy.NEVER).start();
		never.worker(1).lastLines = List.of("No such driver");
		never.worker(1).exits(1);
		assertThat(never.listener.startFailures).singleElement().satisfies((failure) -> {
			assertThat(failure).hasMessageStartingWith("No worker came up after 1 failed start. Worker 1 (PID 101)");
			assertThat(failure.getLastLines()).containsExactly("No such driver");
		});
		assertThat(never.listener.finished).isZero();
		assertThat(never.listener.stopped).isOne();
	}

	@Test
	void startWhenAllEndAsTheyMayBeforeAnyListenedIsNotFailed() {
		SupervisedCluster batch = new SupervisedCluster(3, 1, RestartPolicy.ON_FAILURE).start();
		batch.worker(1).exits(0);
		batch.worker(2).exits(0);
		batch.worker(3).exits(0);
		assertThat(batch.listener.startFailures).isEmpty();
		assertThat(batch.listener.finished).isOne();
	}

	@Test
	void forkWhenItFailsIsTriedAgainAfterADelay() {
		this.cluster.failForks(new IOException("error=11"));
		this.cluster.start();
		assertThat(this.listener.launchFailures).containsExactly("1: error=11, again in 100 ms",
				"2: error=11, again in 100 ms");
		assertThat(this.cluster.reconcile()).hasMillis(100);
		this.cluster.failForks(null);
		this.cluster.passPause();
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.status(1).restarts()).isZero();
	}

	@Test
	void forkWhenItFailsAgainIsTriedLaterAndLater() {
		this.cluster.start();
		this.cluster.worker(2).comesUp();
		this.cluster.failForks(new IOException("error=11"));
		this.cluster.worker(1).exits(1);
		for (int i = 0; i < 9; i++) {
			this.cluster.pass(Duration.ofSeconds(30));
		}
		assertThat(this.listener.launchFailures)
			.startsWith("1: error=11, again in 200 ms", "1: error=11, again in 400 ms", "1: error=11, again in 800 ms")
			.endsWith("1: error=11, again in 30000 ms");
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void forkWhenItFailsThreeTimesBeforeAnyListenedIsAFailedStart() {
		this.cluster.failForks(new IllegalStateException("no java"));
		this.cluster.start();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.listener.startFailures).singleElement().satisfies((failure) -> {
			assertThat(failure.getFailure())
				.isEqualTo("Worker 1 could not be launched: " + "java.lang.IllegalStateException: no java");
			assertThat(failure.getLastLines()).isEmpty();
		});
		assertThat(this.listener.stopped).isOne();
	}

	@Test
	void forkWhenStartHasFailedIsNotTriedForTheOthers() {
		SupervisedCluster large = new SupervisedCluster(8);
		large.failForks(new IOException("error=12"));
		large.start();
		assertThat(large.listener.startFailures).hasSize(1);
		assertThat(large.listener.launchFailures).hasSizeLessThanOrEqualTo(3);
		large.failForks(null);
		large.pass(Duration.ofMinutes(1));
		assertThat(large.forks()).isZero();
		assertThat(large.listener.stopped).isOne();
	}

	@Test
	void forkWhenListenerFailsIsNotTakenForAFailure() {
		this.listener.failure = new IllegalStateException("listener");
		assertThatIllegalStateException().isThrownBy(this.cluster::start);
		this.listener.failure = null;
		assertThat(this.listener.launchFailures).isEmpty();
		assertThat(this.cluster.worker(1).connects(this.cluster.worker(1).hello(), OptionalLong.empty())).isTrue();
	}

	private void failStarts(int count) {
		for (int i = 0; i < count; i++) {
			this.cluster.worker(1).exits(1);
			this.cluster.pass(Duration.ofSeconds(1));
		}
	}

}
