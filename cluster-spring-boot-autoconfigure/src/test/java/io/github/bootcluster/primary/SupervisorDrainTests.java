package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;

import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how a {@link Supervisor} has workers open and close their sockets, and steers
 * new connections away from those that stop.
 */
class SupervisorDrainTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2).start();

	private final FakeWorker first = this.cluster.worker(1);

	private final FakeWorker second = this.cluster.worker(2);

	@Test
	void gateLetsOneWorkerPassAtATime() {
		this.first.comesOnline().says(new Message.GateRequest());
		this.second.comesOnline().says(new Message.GateRequest());
		assertThat(this.first.received).containsExactly(new Message.GateGrant());
		assertThat(this.second.received).isEmpty();
		this.first.says(new Message.GatePassed(true));
		assertThat(this.second.received).containsExactly(new Message.GateGrant());
	}

	@Test
	void gateWhenWorkerDiesInItLetsTheNextOnePass() {
		this.first.comesOnline().says(new Message.GateRequest());
		this.second.comesOnline().says(new Message.GateRequest());
		this.first.exits(1);
		assertThat(this.second.received).containsExactly(new Message.GateGrant());
	}

	@Test
	void gateWhenWorkerHangsInItLetsTheNextOnePassAfterAWhile() {
		this.first.comesOnline().says(new Message.GateRequest());
		this.second.comesOnline().says(new Message.GateRequest());
		this.cluster.pass(ListeningGate.LONGEST_PASSAGE);
		assertThat(this.second.received).isEmpty();
		this.cluster.pass(Duration.ofSeconds(1));
		assertThat(this.second.received).containsExactly(new Message.GateGrant());
	}

	@Test
	void workerThatHasOpenedButDoesNotListenYetGetsNothing() {
		this.first.opens().listens();
		assertThat(this.first.steered()).containsExactly(List.of(100));
		this.second.opens();
		assertThat(this.first.steered()).containsExactly(List.of(100), List.of(100, 0));
		this.second.listens();
		assertThat(this.first.steered()).last().isEqualTo(List.of(100, 100));
	}

	@Test
	void stopHasWorkerDrainOnceNewConnectionsGoToOthers() {
		up();
		this.first.answersSteering = false;
		this.cluster.run(() -> this.cluster.supervisor.stop(2));
		assertThat(this.first.steered()).last().isEqualTo(List.of(100, 0));
		assertThat(this.second.received).doesNotContain(new Message.Drain());
		this.first.says(new Message.Steered(null));
		assertThat(this.second.received).containsOnlyOnce(new Message.Drain());
		assertThat(this.cluster.status().connectionDraining()).isEqualTo(ConnectionDraining.STEERED);
		assertThat(this.cluster.status().connectionDrainingReason()).isNull();
	}

	@Test
	void stopWhenSteeringIsNotPossibleHasWorkerDrainAllTheSame() {
		up();
		this.first.answersSteering = false;
		this.cluster.run(() -> this.cluster.supervisor.stop(2));
		this.first.says(new Message.Steered("JNA is missing"));
		assertThat(this.second.received).containsOnlyOnce(new Message.Drain());
		assertThat(this.cluster.status().connectionDraining()).isEqualTo(ConnectionDraining.GRACEFUL);
		assertThat(this.cluster.status().connectionDrainingReason()).isEqualTo("JNA is missing");
	}

	@Test
	void stopWhenWorkerThatSteersDoesNotAnswerGoesOnAfterAWhile() {
		up();
		this.first.answersSteering = false;
		this.cluster.run(() -> this.cluster.supervisor.stop(2));
		this.cluster.pass(Steering.ANSWER_TIMEOUT);
		assertThat(this.second.received).containsOnlyOnce(new Message.Drain());
		assertThat(this.cluster.status().connectionDrainingReason())
			.isEqualTo("Worker 1 (PID 101) did not answer in time");
	}

	@Test
	void stopWhenWorkerThatSteersDiesHasAnotherOneDoIt() {
		SupervisedCluster three = new SupervisedCluster(3).start();
		three.forked.forEach((worker) -> worker.opens().listens());
		three.worker(1).answersSteering = false;
		three.run(() -> three.supervisor.stop(3));
		three.worker(1).exits(1);
		assertThat(three.worker(2).steered()).last().isEqualTo(List.of(0, 100));
		assertThat(three.worker(3).received).containsOnlyOnce(new Message.Drain());
	}

	@Test
	void stopOfTheOnlyWorkerThatListensWaitsForNobody() {
		this.first.opens().listens();
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		assertThat(this.first.received).containsOnlyOnce(new Message.Drain());
	}

	@Test
	void closingPassesTheGateAndGivesUpThePlace() {
		up();
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		this.first.says(new Message.GateRequest());
		assertThat(this.first.received).endsWith(new Message.GateGrant());
		this.first.says(new Message.GatePassed(false));
		assertThat(this.second.steered()).last().isEqualTo(List.of(100));
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void workerThatMissesHeartbeatsGetsNothingUntilItIsBack() {
		up();
		this.second.fallsSilent();
		this.cluster.pass(Duration.ofSeconds(4));
		assertThat(this.first.steered()).last().isEqualTo(List.of(100, 0));
		this.second.says(new Message.Heartbeat(FakeWorker.STATISTICS));
		assertThat(this.first.steered()).last().isEqualTo(List.of(100, 100));
	}

	@Test
	void stopOfAllWaitsForNobody() {
		up();
		this.cluster.run(this.cluster.supervisor::stop);
		assertThat(this.first.received).last().isEqualTo(new Message.Stop());
		assertThat(this.second.received).last().isEqualTo(new Message.Stop());
	}

	@Test
	void stopOfAllCutsADrainShort() {
		up();
		this.cluster.run(() -> this.cluster.supervisor.stop(2));
		this.cluster.run(this.cluster.supervisor::stop);
		assertThat(this.second.received).endsWith(new Message.Drain(), new Message.Stop());
		this.cluster.pass(SupervisedCluster.SHUTDOWN_TIMEOUT);
		assertThat(this.second.signals).containsExactly("SIGTERM");
	}

	@Test
	void stopWhenSteeringIsOffHasWorkerDrainAtOnce() {
		SupervisedCluster off = SupervisedCluster
			.withSteering(new SteeringSettings(false, false, Duration.ofSeconds(1), Duration.ZERO), 2)
			.start();
		off.forked.forEach((worker) -> worker.opens().listens());
		off.run(() -> off.supervisor.stop(2));
		assertThat(off.worker(1).steered()).isEmpty();
		assertThat(off.worker(2).received).containsOnlyOnce(new Message.Drain());
		assertThat(off.status().connectionDraining()).isEqualTo(ConnectionDraining.GRACEFUL);
		assertThat(off.status().connectionDrainingReason()).isEqualTo("'cluster.drain.steering' is false");
	}

	@Test
	void protectionWhenSteeringIsNotPossibleIsThatOfTheKernel() {
		SupervisedCluster migrated = SupervisedCluster
			.withSteering(new SteeringSettings(true, true, Duration.ofSeconds(1), Duration.ZERO), 1)
			.start();
		migrated.worker(1).answersSteering = false;
		migrated.worker(1).opens().listens().says(new Message.Steered("no JNA"));
		assertThat(migrated.status().connectionDraining()).isEqualTo(ConnectionDraining.MIGRATED);
		assertThat(migrated.status().connectionDrainingReason()).isEqualTo("no JNA");
	}

	@Test
	void workerThatIsColdGetsASmallShareThatGrows() {
		SupervisedCluster slow = SupervisedCluster
			.withSteering(new SteeringSettings(true, false, Duration.ofSeconds(1), Duration.ofSeconds(10)), 2)
			.start();
		slow.worker(1).opens().listens();
		slow.pass(Duration.ofSeconds(10));
		slow.worker(2).opens().listens();
		assertThat(slow.worker(1).steered()).last().isEqualTo(List.of(100, 10));
		slow.pass(Duration.ofSeconds(5));
		assertThat(slow.worker(1).steered()).last().isEqualTo(List.of(100, 60));
		slow.pass(Duration.ofSeconds(5));
		assertThat(slow.worker(1).steered()).last().isEqualTo(List.of(100, 100));
	}

	@Test
	void crashDuringADrainHasTheProgramRebuilt() {
		SupervisedCluster three = new SupervisedCluster(3).start();
		three.forked.forEach((worker) -> worker.opens().listens());
		three.run(() -> three.supervisor.stop(2));
		assertThat(three.worker(1).steered()).last().isEqualTo(List.of(100, 0, 100));
		three.worker(1).losesConnection();
		three.worker(1).exits(137);
		assertThat(three.worker(3).steered()).last().isEqualTo(List.of(100, 0));
	}

	@Test
	void workerWithoutWebServerIsNotSteered() {
		this.first.comesOnline().says(new Message.GateRequest()).says(new Message.GatePassed(false)).listens();
		assertThat(this.first.steered()).isEmpty();
		assertThat(this.cluster.status().connectionDrainingReason())
			.isEqualTo("no worker with a web server has listened yet");
	}

	private void up() {
		this.first.opens().listens();
		this.second.opens().listens();
		assertThat(this.first.steered()).last().isEqualTo(List.of(100, 100));
	}

}
