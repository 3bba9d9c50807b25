package io.github.bootcluster.startup;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterMember}.
 */
class ClusterMemberTests {

	private static final ClusterWorker WORKER = new ClusterWorker(3, 4711L, WorkerState.LISTENING, 1, 8080);

	private final AtomicReference<Message.Members> members = new AtomicReference<>(Message.Members.NONE);

	private final AtomicBoolean leader = new AtomicBoolean();

	@Test
	void memberIsAsCurrentAsWhatIsTold() {
		Cluster worker = new ClusterMember(ClusterRole.WORKER, 3, this.members::get, this.leader::get);
		assertThat(worker.getWorkers()).isEmpty();
		assertThat(worker.getLeaderId()).isNull();
		this.members.set(new Message.Members(List.of(WORKER), 2));
		assertThat(worker.getWorkers()).containsExactly(WORKER);
		assertThat(worker.getLeaderId()).isEqualTo(2);
		assertThat(worker.isLeader()).isFalse();
	}

	@Test
	void leaderKnowsThatItLeadsBeforeTheMembersShowIt() {
		Cluster worker = new ClusterMember(ClusterRole.WORKER, 3, this.members::get, this.leader::get);
		this.leader.set(true);
		assertThat(worker.isLeader()).isTrue();
		assertThat(worker.getLeaderId()).isEqualTo(3);
	}

	@Test
	void standaloneIsAClusterOfOneOnThePortOfItsServer() {
		AtomicReference<Integer> port = new AtomicReference<>();
		Cluster standalone = ClusterMember.standalone(port::get);
		assertThat(standalone.getWorkers()).singleElement().satisfies((worker) -> assertThat(worker.port()).isNull());
		port.set(8080);
		assertThat(standalone.getWorkers())
			.containsExactly(new ClusterWorker(1, ProcessHandle.current().pid(), WorkerState.LISTENING, 1, 8080));
		assertThat(standalone.getWorkerId()).isNull();
		assertThat(standalone.getLeaderId()).isEqualTo(1);
		assertThat(standalone.isLeader()).isTrue();
	}

}
