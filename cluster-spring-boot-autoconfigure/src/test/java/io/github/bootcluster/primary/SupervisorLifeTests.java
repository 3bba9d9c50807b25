package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for the life of a worker under a {@link Supervisor}.
 */
class SupervisorLifeTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2);

	@Test
	void startForksAsManyWorkersAsDesired() {
		this.cluster.start();
		assertThat(this.cluster.forked).extracting(FakeWorker::id).containsExactly(1, 2);
		assertThat(this.cluster.forked).extracting(FakeWorker::generation).containsOnly(1);
		assertThat(this.cluster.forked).extracting(FakeWorker::workers).containsOnly(2);
		assertThat(this.cluster.status().workers().desired()).isEqualTo(2);
	}

	@Test
	void startWhenItHasForkedForksNoMore() {
		this.cluster.start();
		this.cluster.pass(Duration.ofSeconds(5));
		assertThat(this.cluster.forks()).isEqualTo(2);
	}

	@Test
	void reconcileWhenNotStartedDoesAndTellsNothing() {
		this.cluster.reconcile();
		assertThat(this.cluster.forks()).isZero();
		assertThat(this.cluster.events()).isEmpty();
		assertThat(this.cluster.listener.finished).isZero();
	}

	@Test
	void lifeHasOneEventPerTransition() {
		SupervisedCluster single = new SupervisedCluster(1).start();
		single.worker(1).comesUp();
		single.run(single.supervisor::stop);
		single.worker(1).exits(0);
		assertThat(single.events()).containsExactly("101 forked", "101 online", "101 listening", "ready with 1",
				"101 disconnected", "101 exited");
	}

	@Test
	void deathWhenListeningIsDisconnectedOnceBeforeExited() {
		this.cluster.up();
		this.cluster.worker(1).exits(137);
		assertThat(this.cluster.events()).containsExactly("101 disconnected", "101 exited", "103 forked");
	}

	@Test
	void deathWhenConnectionEndsFirstIsDisconnectedOnceBeforeExited() {
		this.cluster.up();
		this.cluster.worker(1).losesConnection().exits(137);
		assertThat(this.cluster.events()).containsExactly("101 disconnected", "101 exited", "103 forked");
	}

	@Test
	void deathWhenOnlineIsDisconnectedBeforeExited() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline().exits(1);
		assertThat(this.cluster.events()).containsSubsequence("101 online", "101 disconnected", "101 exited");
	}

	@Test
	void deathWhenNeverOnlineIsOnlyExited() {
		this.cluster.start();
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.events()).containsExactly("101 forked", "102 forked", "101 exited", "103 forked");
	}

	@Test
	void exitWhenProcessIsUnknownIsAnError() {
		FakeWorker worker = this.cluster.start().worker(1);
		WorkerHandle unknown = new WorkerHandle(1, 1, new ForkedWorker(worker, ""), this.cluster.time);
		assertThatIllegalStateException().isThrownBy(() -> this.cluster.supervisor.exited(unknown, 1))
			.withMessage("Worker 1 (PID 101) belongs to no slot or has exited before");
	}

	@Test
	void statesFollowWhatTheWorkerTells() {
		this.cluster.start();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
		this.cluster.worker(1).comesOnline();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.ONLINE);
		this.cluster.worker(1).listens();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
		this.cluster.worker(1).says(new Message.Disconnecting());
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void listeningWhenToldTwiceIsOneTransition() {
		this.cluster.up();
		this.cluster.worker(1).listens();
		assertThat(this.cluster.events()).isEmpty();
		assertThat(this.cluster.listener.listening).isEqualTo(2);
	}

	@Test
	void readyIsToldOnceWhenAllListenForTheFirstTime() {
		this.cluster.start();
		this.cluster.worker(1).comesUp();
		assertThat(this.cluster.events()).doesNotContain("ready with 2");
		this.cluster.worker(2).comesUp();
		assertThat(this.cluster.events()).containsOnlyOnce("ready with 2");
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).comesUp();
		assertThat(this.cluster.events()).containsOnlyOnce("ready with 2");
	}

	@Test
	void messagesOfOneWorkerLeaveTheOthersAlone() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline();
		this.cluster.worker(2).comesOnline().listens();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.ONLINE);
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.LISTENING);
		assertThat(this.cluster.status().workers().listening()).isEqualTo(1);
	}

	@Test
	void messagesOfAStrangerAreIgnored() {
		this.cluster.start();
		FakeWorker stranger = new FakeWorker(this.cluster, 1, 1, 2, 999);
		stranger.listens().losesConnection();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
		assertThat(this.cluster.events()).containsExactly("101 forked", "102 forked");
	}

	@Test
	void messagesWhenWorkerHasExitedAreIgnored() {
		this.cluster.up();
		FakeWorker dead = this.cluster.worker(1).exits(1);
		dead.listens().says(new Message.Disconnecting()).losesConnection();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STARTING);
	}

	@Test
	void statusWhenListeningHoldsWhatTheWorkerTold() {
		this.cluster.start();
		this.cluster.time.move(Duration.ofSeconds(2));
		this.cluster.worker(1).comesUp();
		this.cluster.time.move(Duration.ofSeconds(1));
		this.cluster.worker(1).says(new Message.Heartbeat(FakeWorker.STATISTICS));
		WorkerStatus status = this.cluster.status(1);
		assertThat(status.pid()).isEqualTo(101);
		assertThat(status.port()).isEqualTo(8080);
		assertThat(status.generation()).isEqualTo(1);
		assertThat(status.startTime()).isEqualTo("2026-11-21T02:50:00Z");
		assertThat(status.listeningTime()).isEqualTo("2026-11-21T02:50:02Z");
		assertThat(status.lastHeartbeat()).isEqualTo("2026-11-21T02:50:03Z");
		assertThat(status.memory()).isEqualTo(FakeWorker.STATISTICS.memory());
		assertThat(status.cpu()).isEqualTo(FakeWorker.STATISTICS.cpu());
		assertThat(status.connections()).isEqualTo(FakeWorker.STATISTICS.connections());
		assertThat(status.requests()).isEqualTo(FakeWorker.STATISTICS.requests());
		assertThat(status.restarts()).isZero();
		assertThat(status.lastExit()).isNull();
	}

	@Test
	void statusWhenWorkerTellsNoNewFiguresKeepsTheLast() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline().says(new Message.Heartbeat(FakeWorker.STATISTICS)).listens();
		assertThat(this.cluster.status(1).memory()).isEqualTo(FakeWorker.STATISTICS.memory());
	}

	@Test
	void statusWhenNoProcessExistsHoldsNoFigures() {
		this.cluster.up();
		this.cluster.pass(Duration.ofSeconds(1));
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).exits(1);
		WorkerStatus status = this.cluster.status(1);
		assertThat(status.state()).isEqualTo(WorkerState.EXITED);
		assertThat(status)
			.extracting(WorkerStatus::pid, WorkerStatus::port, WorkerStatus::startTime, WorkerStatus::listeningTime,
					WorkerStatus::lastHeartbeat, WorkerStatus::memory, WorkerStatus::requests)
			.containsOnlyNulls();
	}

	@Test
	void statusNamesThePrimary() {
		assertThat(this.cluster.start().status().primary().pid()).isEqualTo(ProcessHandle.current().pid());
	}

	@Test
	void statusIsToldAfterEveryStep() {
		this.cluster.up();
		int before = this.cluster.listener.statuses.size();
		this.cluster.worker(1).exits(1);
		assertThat(this.cluster.listener.statuses).hasSize(before + 1);
	}

	@Test
	void helloWhenAllIsRightIsAccepted() {
		FakeWorker worker = this.cluster.start().worker(2);
		assertThat(worker.connects(worker.hello(), OptionalLong.of(worker.pid()))).isTrue();
		assertThat(this.cluster.state(2)).isEqualTo(WorkerState.ONLINE);
	}

	@Test
	void helloWhenPlatformDoesNotTellThePeerIsAccepted() {
		FakeWorker worker = this.cluster.start().worker(2);
		assertThat(worker.connects(worker.hello(), OptionalLong.empty())).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "2, 1, 101, token of 101, 101", "3, 1, 101, token of 101, 101", "1, 2, 101, token of 101, 101",
			"1, 1, 102, token of 101, 102", "1, 1, 101, token of 102, 101", "1, 1, 101, '', 101",
			"1, 1, 101, token of 101, 999" })
	void helloWhenAnythingIsWrongIsRefused(int id, int generation, long pid, String token, long peerPid) {
		FakeWorker worker = this.cluster.start().worker(1);
		Message.Hello hello = new Message.Hello(id, generation, pid, token);
		assertThat(worker.connects(hello, OptionalLong.of(peerPid))).isFalse();
		assertThat(this.cluster.status().instances()).extracting(WorkerStatus::state)
			.containsOnly(WorkerState.STARTING);
		assertThat(this.cluster.events()).isEqualTo(List.of("101 forked", "102 forked"));
	}

	@Test
	void helloWhenWorkerIsOnlineIsRefused() {
		FakeWorker worker = this.cluster.start().worker(1).comesOnline();
		FakeWorker thief = new FakeWorker(this.cluster, 1, 1, 2, worker.pid());
		assertThat(thief.connects(worker.hello(), OptionalLong.of(worker.pid()))).isFalse();
		thief.listens();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.ONLINE);
		worker.listens();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.LISTENING);
	}

	@Test
	void helloWhenWorkerHasExitedIsRefused() {
		FakeWorker worker = this.cluster.start().worker(1).exits(1);
		assertThat(worker.connects(worker.hello(), OptionalLong.of(worker.pid()))).isFalse();
	}

	@Test
	void helloWhenWorkerWasAskedToEndIsRefused() {
		FakeWorker worker = this.cluster.start().worker(1);
		this.cluster.run(this.cluster.supervisor::stop);
		assertThat(worker.connects(worker.hello(), OptionalLong.of(worker.pid()))).isFalse();
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.STOPPING);
	}

}
