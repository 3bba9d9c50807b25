package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.UnplannedExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for a {@link Supervisor} with a {@link RestartStrategy} of the application.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupervisorRestartStrategyTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2);

	private final List<UnplannedExit> asked = new ArrayList<>();

	@Test
	void restartWhenDecidedIsAtOnceHoweverOftenTheWorkerFails() {
		up((exit) -> RestartDecision.restart());
		for (int i = 0; i < 9; i++) {
			this.cluster.worker(1).exits(1);
		}
		assertThat(this.cluster.forks()).isEqualTo(11);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void restartWhenDecidedForLaterIsThen() {
		up((exit) -> RestartDecision.restartAfter(Duration.ofMinutes(5)));
		this.cluster.worker(1).exits(1);
		this.cluster.pass(Duration.ofMinutes(5).minusSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.EXITED);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 300000 ms");
	}

	@Test
	void workerWhenLeftEndedIsNotReplacedUnlessAskedFor() {
		up((exit) -> (exit.exit().exitCode() == 42) ? RestartDecision.leaveEnded() : exit.defaultDecision());
		this.cluster.worker(1).exits(42);
		this.cluster.pass(Duration.ofMinutes(5));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.EXITED);
		assertThat(this.cluster.listener.ended).containsExactly(101L);
		this.cluster.worker(2).exits(1);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.STARTING);
		this.cluster.run(() -> this.cluster.supervisor.restart(1));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void clusterWhenStopIsDecidedStopsGracefullyAndStartsNobody() {
		up((exit) -> RestartDecision.stopCluster());
		this.cluster.worker(1).exits(78);
		assertThat(this.cluster.worker(2).received).containsExactly(new Message.Stop());
		assertThat(this.cluster.listener.stopDecisions).containsExactly("101 with 78");
		assertThat(this.cluster.listener.stopped).isZero();
		this.cluster.worker(2).exits(0);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.forks()).isEqualTo(2);
		assertThat(this.cluster.listener.stopped).isOne();
		assertThat(this.cluster.listener.finished).isZero();
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void clusterWhenStopIsDecidedBeforeAnyWorkerListenedStopsEarlierThanAfterThreeFailures() {
		this.cluster.supervisor.use((exit) -> RestartDecision.stopCluster());
		this.cluster.start();
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.worker(2).signals).containsExactly("SIGTERM");
		assertThat(this.cluster.listener.stopDecisions).containsExactly("101 with 1");
		assertThat(this.cluster.listener.startFailures).isEmpty();
	}

	@Test
	void startWhenItFailsThreeTimesIsGivenUpWhateverTheStrategy() {
		this.cluster.supervisor.use((exit) -> RestartDecision.restart());
		this.cluster.start();
		for (int i = 0; i < 3; i++) {
			this.cluster.worker(1).exits(1);
		}
		assertThat(this.cluster.listener.startFailures).hasSize(1);
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void clusterWhenStopIsDecidedWhileReplacementStartsStopsAll() {
		up((exit) -> RestartDecision.stopCluster());
		FakeWorker old = this.cluster.worker(2);
		this.cluster.run(() -> this.cluster.supervisor.restart(2));
		old.exits(78);
		assertThat(this.cluster.worker(2).signals).containsExactly("SIGTERM");
		assertThat(this.cluster.worker(1).received).containsExactly(new Message.Stop());
		assertThat(this.cluster.listener.stopDecisions).containsExactly("102 with 78");
	}

	@Test
	void replacementWhenOldOneDiesTakesOverWhateverElseIsDecided() {
		up((exit) -> RestartDecision.leaveEnded());
		FakeWorker old = this.cluster.worker(2);
		this.cluster.run(() -> this.cluster.supervisor.restart(2));
		old.exits(1);
		this.cluster.worker(2).comesUp();
		assertThat(this.cluster.status(2).pid()).isEqualTo(103);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void strategyIsToldWhatItMayWantToKnow() {
		up((exit) -> exit.defaultDecision());
		this.cluster.pass(Duration.ofSeconds(7));
		this.cluster.worker(2).exits(137);
		this.cluster.worker(2).exits(1);
		UnplannedExit first = this.asked.get(0);
		assertThat(first.workerId()).isEqualTo(2);
		assertThat(first.exit()).isEqualTo(this.cluster.listener.exits.get(0));
		assertThat(first.hasListened()).isTrue();
		assertThat(first.listened()).hasSeconds(7);
		assertThat(first.failuresInARow()).isOne();
		assertThat(first.restarts()).isZero();
		assertThat(first.budgetExceeded()).isFalse();
		assertThat(first.backoffDelay()).isZero();
		assertThat(first.defaultDecision()).isEqualTo(RestartDecision.restart());
		UnplannedExit second = this.asked.get(1);
		assertThat(second.hasListened()).isFalse();
		assertThat(second.failuresInARow()).isEqualTo(2);
		assertThat(second.restarts()).isOne();
		assertThat(second.backoffDelay()).hasMillis(100);
		assertThat(second.defaultDecision()).isEqualTo(RestartDecision.restartAfter(Duration.ofMillis(100)));
	}

	@Test
	void strategyWhenBudgetIsExceededIsToldAndMayDecideOtherwise() {
		up((exit) -> exit.budgetExceeded() ? RestartDecision.leaveEnded() : RestartDecision.restart());
		for (int i = 0; i < 5; i++) {
			this.cluster.worker(1).exits(1);
		}
		assertThat(this.asked).last().satisfies((exit) -> {
			assertThat(exit.backoffDelay()).isEqualTo(SupervisedCluster.LONGEST_DELAY);
			assertThat(exit.defaultDecision()).isEqualTo(RestartDecision.restartAfter(SupervisedCluster.LONGEST_DELAY));
		});
		assertThat(this.cluster.forks()).isEqualTo(6);
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.EXITED);
	}

	@Test
	void strategyIsNotAskedAboutPlannedExitsAndReplacementsThatDoNotComeUp() {
		up((exit) -> RestartDecision.stopCluster());
		this.cluster.run(() -> this.cluster.supervisor.restart(2));
		this.cluster.worker(2).exits(1);
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		this.cluster.worker(1).exits(0);
		assertThat(this.asked).isEmpty();
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void strategyWhenItFailsLeavesDecisionToTheDefault(CapturedOutput output) {
		up((exit) -> {
			if (exit.failuresInARow() == 1) {
				throw new IllegalStateException("Thrown by the test");
			}
			throw new NoClassDefFoundError("of the test");
		});
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms", "1 after 100 ms");
		assertThat(output).contains("The default restart strategy decides for worker 1 instead of ",
				"Thrown by the test", "NoClassDefFoundError: of the test");
	}

	@Test
	void strategyWhenItReturnsNothingLeavesDecisionToTheDefault(CapturedOutput output) {
		up((exit) -> null);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms");
		assertThat(output).contains(": it returned null");
	}

	@Test
	void defaultStrategyDecidesAsWithoutStrategy() {
		up(RestartStrategy.defaultStrategy());
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.restarts).containsExactly("1 after 0 ms", "1 after 100 ms");
	}

	@Test
	void delayWhenNegativeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RestartDecision.restartAfter(Duration.ofMillis(-1)))
			.withMessage("'delay' must not be negative, but is PT-0.001S");
	}

	private void up(RestartStrategy strategy) {
		this.cluster.up().supervisor.use((exit) -> {
			this.asked.add(exit);
			return strategy.decide(exit);
		});
	}

}
