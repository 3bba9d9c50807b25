package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for changing the number of workers of a {@link Supervisor}.
 */
class SupervisorScaleTests {

	private final SupervisedCluster cluster = new SupervisedCluster(3).up();

	private final Supervisor supervisor = this.cluster.supervisor;

	@Test
	void scaleWhenUpForksTheMissing() {
		this.cluster.run(() -> this.supervisor.scale(5));
		assertThat(this.cluster.forked.subList(3, 5)).extracting(FakeWorker::id).containsExactly(4, 5);
		assertThat(this.cluster.forked.subList(3, 5)).extracting(FakeWorker::workers).containsOnly(5);
		assertThat(this.cluster.status().workers().desired()).isEqualTo(5);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(3);
	}

	@Test
	void scaleTellsChangeOfNumber() {
		this.cluster.run(() -> this.supervisor.scale(5));
		this.cluster.run(() -> this.supervisor.scale(5));
		this.cluster.run(() -> this.supervisor.stop(4));
		assertThat(this.cluster.listener.scalings).containsExactly("3 to 5", "5 to 4");
	}

	@Test
	void stopTellsHowManyAreToEnd() {
		this.cluster.run(this.supervisor::stop);
		this.cluster.run(this.supervisor::stop);
		assertThat(this.cluster.listener.stopping).isEqualTo(3);
	}

	@Test
	void scaleWhenDownStopsThoseWithTheHighestIds() {
		this.cluster.run(() -> this.supervisor.scale(1));
		assertThat(this.cluster.worker(1).received).isEmpty();
		assertThat(this.cluster.worker(2).received).containsExactly(new Message.Drain());
		assertThat(this.cluster.worker(3).received).containsExactly(new Message.Drain());
		assertThat(this.cluster.status().workers().desired()).isOne();
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::state)
			.containsExactly(WorkerState.LISTENING, WorkerState.DRAINING, WorkerState.DRAINING);
	}

	@Test
	void scaleWhenDownForgetsWorkersOnceTheirProcessHasEnded() {
		this.cluster.run(() -> this.supervisor.scale(2));
		this.cluster.worker(3).exits(0);
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::id).containsExactly(1, 2);
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.listener.exits).extracting(WorkerExit::planned).containsExactly(true);
	}

	@Test
	void scaleWhenDownAndWorkerDiesInsteadDoesNotReplaceIt() {
		this.cluster.run(() -> this.supervisor.scale(2));
		this.cluster.worker(3).exits(137);
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.cluster.forks()).isEqualTo(3);
	}

	@Test
	void scaleWhenDownTakesAStartingReplacementAlong() {
		this.cluster.run(() -> this.supervisor.restart(3));
		FakeWorker replacement = this.cluster.worker(3);
		this.cluster.run(() -> this.supervisor.scale(2));
		assertThat(replacement.signals).containsExactly("SIGTERM");
		this.cluster.forked.get(2).exits(0);
		assertThat(this.cluster.status().instances()).hasSize(3);
		replacement.exits(143);
		assertThat(this.cluster.status().instances()).hasSize(2);
	}

	@Test
	void scaleWhenDownTakesAReplacementAlongThatHasJustBegunToListen() {
		this.cluster.run(() -> this.supervisor.restart(3));
		FakeWorker replacement = this.cluster.worker(3).comesUp();
		this.cluster.run(() -> this.supervisor.scale(2));
		this.cluster.pass(Probation.DURATION);
		assertThat(replacement.received).containsExactly(new Message.Drain());
		assertThat(this.cluster.forked.get(2).received).containsExactly(new Message.Drain());
	}

	@Test
	void scaleWhenDownAndWorkerWaitsForItsRestartForgetsItAtOnce() {
		this.cluster.worker(3).exits(1);
		this.cluster.worker(3).exits(1);
		this.cluster.run(() -> this.supervisor.scale(2));
		this.cluster.pass(Duration.ofMinutes(1));
		assertThat(this.cluster.status().instances()).hasSize(2);
		assertThat(this.cluster.forks()).isEqualTo(4);
	}

	@Test
	void scaleWhenUnchangedDoesNothing() {
		this.cluster.run(() -> this.supervisor.scale(3));
		assertThat(this.cluster.forks()).isEqualTo(3);
		assertThat(this.cluster.events()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 0, 1025, Integer.MAX_VALUE })
	void scaleWhenOutOfBoundsIsRefused(int workers) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.supervisor.scale(workers))
			.withMessage("'workers' must be between 1 and 1024, but is " + workers);
		assertThat(this.cluster.status().workers().desired()).isEqualTo(3);
	}

	@Test
	void scaleWhenAtTheBoundsIsDone() {
		this.supervisor.scale(1024);
		assertThat(this.cluster.status().workers().desired()).isEqualTo(1024);
		this.supervisor.scale(1);
		assertThat(this.cluster.status().workers().desired()).isOne();
	}

	@Test
	void scaleWhenAnIdIsFreeUsesTheLowest() {
		this.cluster.run(() -> this.supervisor.stop(2));
		this.cluster.worker(2).exits(0);
		this.cluster.run(() -> this.supervisor.scale(3));
		assertThat(this.cluster.forked).last().extracting(FakeWorker::id).isEqualTo(2);
		assertThat(this.cluster.status(2)).extracting(WorkerStatus::restarts, WorkerStatus::lastExit)
			.containsExactly(0, null);
	}

	@Test
	void scaleWhenTheOldProcessOfAnIdIsStillStoppingUsesAnother() {
		this.cluster.run(() -> this.supervisor.stop(2));
		this.cluster.run(() -> this.supervisor.scale(3));
		assertThat(this.cluster.forked).last().extracting(FakeWorker::id).isEqualTo(4);
		this.cluster.worker(2).exits(0);
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::id).containsExactly(1, 3, 4);
	}

	@Test
	void stopOneOfSeveralStopsItAndShrinksByOne() {
		this.cluster.run(() -> this.supervisor.stop(2));
		assertThat(this.cluster.worker(2).received).containsExactly(new Message.Drain());
		assertThat(this.cluster.worker(1).received).isEmpty();
		assertThat(this.cluster.worker(3).received).isEmpty();
		assertThat(this.cluster.status().workers().desired()).isEqualTo(2);
		this.cluster.worker(2).exits(0);
		assertThat(this.cluster.events()).containsExactly("102 disconnected", "102 exited");
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::id).containsExactly(1, 3);
	}

	@Test
	void stopWhenItIsTheOnlyWorkerIsRefused() {
		this.cluster.run(() -> this.supervisor.scale(1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.supervisor.stop(1))
			.withMessage("Worker 1 is the only worker and cannot be stopped: stop the application instead");
		assertThat(this.cluster.worker(1).received).isEmpty();
	}

	@Test
	void stopWhenWorkerIsUnknownIsRefused() {
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.supervisor.stop(4))
			.withMessage("There is no worker 4");
	}

	@Test
	void stopWhenWorkerIsStoppingAlreadyIsRefused() {
		this.cluster.run(() -> this.supervisor.stop(2));
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.supervisor.stop(2));
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.supervisor.restart(2));
		assertThat(this.cluster.status().workers().desired()).isEqualTo(2);
	}

}
