package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;

import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what a {@link Supervisor} does about workers that die.
 */
class SupervisorRestartTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2).up();

	@Test
	void deathWhenItIsTheFirstIsMadeGoodAtOnce() {
		this.cluster.worker(1).exits(137);
		assertThat(this.cluster.worker(1).pid()).isEqualTo(103);
		assertThat(this.cluster.worker(1).generation()).isEqualTo(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms");
	}

	@Test
	void deathWhenItIsRepeatedIsMadeGoodLaterAndLater() {
		for (int i = 0; i < 4; i++) {
			this.cluster.worker(1).exits(1);
			this.cluster.pass(Duration.ofSeconds(1));
		}
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms", "1 after 100 ms", "1 after 200 ms",
				"1 after 400 ms");
	}

	@Test
	void deathWhenDelayIsNotOverIsNotMadeGood() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		this.cluster.pass(Duration.ofMillis(99));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.EXITED);
		this.cluster.pass(Duration.ofMillis(1));
		assertThat(this.cluster.forks()).isEqualTo(4);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void deathOfOneLeavesTheOthersAlone() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms", "1 after 100 ms", "2 after 0 ms");
	}

	@Test
	void deathWhenListenedForMinimumUptimeForgivesEarlierOnes() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		this.cluster.pass(Duration.ofSeconds(1));
		this.cluster.worker(1).comesUp();
		this.cluster.pass(SupervisedCluster.MIN_UPTIME);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("1 after 0 ms");
	}

	@Test
	void deathWhenNotListenedForMinimumUptimeForgivesNothing() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).comesUp();
		this.cluster.pass(SupervisedCluster.MIN_UPTIME.minusMillis(1));
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("1 after 100 ms");
	}

	@Test
	void statusCountsRestartsAndShowsTheLastExit() {
		this.cluster.worker(1).exits(137);
		assertThat(this.cluster.status(1).restarts()).isEqualTo(1);
		assertThat(this.cluster.status(1).lastExit())
			.isEqualTo(new WorkerExit(101, 137, "SIGKILL", false, null, this.cluster.time.instant()));
		this.cluster.worker(1).comesUp().exits(3);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.status(1).restarts()).isEqualTo(2);
		assertThat(this.cluster.status(1).lastExit())
			.isEqualTo(new WorkerExit(103, 3, null, false, null, this.cluster.time.instant().minusSeconds(1)));
		assertThat(this.cluster.status(2).restarts()).isZero();
	}

	@Test
	void lastOutputIsThatOfTheLastProcessIfItFailed() {
		assertThat(this.cluster.supervisor.getLastOutput(1)).isEmpty();
		this.cluster.worker(1).lastLines = List.of("one", "two");
		this.cluster.worker(1).exits(137);
		this.cluster.worker(1).comesUp().lastLines = List.of("three");
		assertThat(this.cluster.supervisor.getLastOutput(1)).containsExactly("one", "two");
		assertThat(this.cluster.supervisor.getLastOutput(2)).isEmpty();
		assertThatExceptionOfType(UnknownWorkerException.class)
			.isThrownBy(() -> this.cluster.supervisor.getLastOutput(3));
	}

	@Test
	void lastOutputWhenEndWasPlannedIsEmpty() {
		this.cluster.worker(1).lastLines = List.of("one", "two");
		this.cluster.supervisor.stop();
		this.cluster.worker(1).exits(0);
		assertThat(this.cluster.supervisor.getLastOutput(1)).isEmpty();
	}

	@Test
	void statusWhenRestartIsStillToComeDoesNotCountIt() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.status(1).restarts()).isEqualTo(1);
	}

	@Test
	void budgetWhenExceededShowsWorkerAsFailedWhileOthersServe() {
		exceedBudget();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.FAILED);
		assertThat(this.cluster.status(1).pid()).isNull();
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
		assertThat(this.cluster.status().workers().desired()).isEqualTo(2);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("1 after 30000 ms, failed");
	}

	@Test
	void budgetWhenExceededHasWorkerTriedAgainAtTheLongestDelay() {
		exceedBudget();
		int forks = this.cluster.forks();
		this.cluster.pass(SupervisedCluster.LONGEST_DELAY.minusSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(forks);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(forks + 1);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void budgetWhenExceededKeepsToTheLongestDelayUntilTheWorkerProvesItself() {
		exceedBudget();
		for (int i = 0; i < 4; i++) {
			this.cluster.pass(SupervisedCluster.LONGEST_DELAY);
			this.cluster.worker(1).exits(1);
			assertThat(this.cluster.state(1)).isEqualTo(WorkerState.FAILED);
			assertThat(this.cluster.listener.restarts).last().isEqualTo("1 after 30000 ms, failed");
		}
		this.cluster.pass(SupervisedCluster.LONGEST_DELAY);
		this.cluster.worker(1).comesUp();
		this.cluster.pass(Duration.ofSeconds(60));
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).last().isEqualTo("1 after 0 ms");
	}

	@Test
	void budgetWhenDeathsAreSpreadIsNotExceeded() {
		for (int i = 0; i < 10; i++) {
			this.cluster.pass(Duration.ofSeconds(16));
			this.cluster.worker(1).exits(1);
			this.cluster.worker(1).comesUp();
		}
		assertThat(this.cluster.listener.restarts).containsOnly("1 after 0 ms");
	}

	@Test
	void deathWhenWorkerStoppedByItselfIsMadeGood() {
		this.cluster.worker(1).says(new Message.Disconnecting());
		assertThat(this.cluster.forks()).isEqualTo(2);
		this.cluster.worker(1).exits(0);
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.exits).singleElement().extracting(WorkerExit::planned).isEqualTo(false);
		assertThat(this.cluster.events()).containsExactly("101 disconnected", "101 exited", "103 forked");
	}

	@ParameterizedTest
	@EnumSource(RestartPolicy.class)
	void deathWhenPolicyForbidsIsNotMadeGood(RestartPolicy policy) {
		SupervisedCluster other = new SupervisedCluster(2, 1, policy).up();
		other.worker(1).exits(0);
		assertThat(other.forks()).isEqualTo((policy == RestartPolicy.ALWAYS) ? 3 : 2);
		other.worker(2).exits(1);
		assertThat(other.worker(2).isAlive()).isEqualTo(policy != RestartPolicy.NEVER);
	}

	@Test
	void deathWhenNotMadeGoodIsToldAndShown() {
		SupervisedCluster other = new SupervisedCluster(2, 1, RestartPolicy.NEVER).up();
		other.worker(1).exits(1);
		other.pass(Duration.ofMinutes(1));
		assertThat(other.listener.ended).containsExactly(101L);
		assertThat(other.listener.restarts).isEmpty();
		assertThat(other.state(1)).isEqualTo(WorkerState.EXITED);
		assertThat(other.listener.finished).isZero();
	}

	@Test
	void clusterWhenPolicyLetsAllEndIsFinishedOnce() {
		SupervisedCluster other = new SupervisedCluster(2, 1, RestartPolicy.ON_FAILURE).up();
		other.worker(1).exits(0);
		other.worker(2).exits(0);
		other.pass(Duration.ofSeconds(3));
		assertThat(other.listener.finished).isOne();
		assertThat(other.listener.stopped).isZero();
		assertThat(other.listener.startFailures).isEmpty();
	}

	@Test
	void clusterWhenAWorkerIsStillToComeIsNotFinished() {
		SupervisedCluster other = new SupervisedCluster(2, 1, RestartPolicy.ON_FAILURE).up();
		other.worker(1).exits(0);
		other.worker(2).exits(1);
		other.worker(2).exits(1);
		assertThat(other.processes()).isZero();
		assertThat(other.listener.finished).isZero();
	}

	@Test
	void pauseWhenDelayIsShortIsNoLongerThanTheDelay() {
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.reconcile()).hasMillis(100);
		this.cluster.passPause();
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void pauseWhenNothingIsDueIsASecond() {
		assertThat(this.cluster.reconcile()).hasSeconds(1);
	}

	private void exceedBudget() {
		for (int i = 0; i < 4; i++) {
			this.cluster.worker(1).exits(1);
			this.cluster.pass(Duration.ofSeconds(1));
		}
		this.cluster.worker(1).exits(1);
	}

}
