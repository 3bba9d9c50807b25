package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.LeaderChangedEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the leadership of workers under a {@link Supervisor}.
 */
class SupervisorLeadershipTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final SupervisedCluster cluster = new SupervisedCluster(3);

	@Test
	void whenNobodyListensNobodyLeads() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline();
		assertThat(leaderId()).isNull();
		assertThat(changes()).isEmpty();
		assertThat(this.cluster.worker(1).news(Message.LeadershipGrant.class)).isEmpty();
	}

	@Test
	void firstWorkerThatListensLeadsAndIsToldThatItIsTheFirst() {
		this.cluster.start();
		this.cluster.worker(2).comesUp();
		this.cluster.worker(1).comesUp();
		this.cluster.worker(3).comesUp();
		this.cluster.pass(SECOND);
		assertThat(leaderId()).isEqualTo(2);
		assertThat(changes()).containsExactly(2);
		assertThat(grants(this.cluster.worker(2))).containsExactly(new Message.LeadershipGrant(true));
		assertThat(grants(this.cluster.worker(1))).isEmpty();
		assertThat(grants(this.cluster.worker(3))).isEmpty();
	}

	@Test
	void whenLeaderDiesTheOneThatHasListenedLongestLeads() {
		this.cluster.start();
		this.cluster.worker(1).comesUp();
		this.cluster.pass(SECOND);
		this.cluster.worker(3).comesUp();
		this.cluster.pass(SECOND);
		this.cluster.worker(2).comesUp();
		this.cluster.worker(1).exits(137);
		assertThat(changes()).containsExactly(1, 3);
		assertThat(grants(this.cluster.worker(3))).containsExactly(new Message.LeadershipGrant(false));
	}

	@Test
	void whenCandidatesHaveListenedEquallyLongTheLowestIdLeads() {
		this.cluster.up();
		this.cluster.worker(1).exits(1);
		assertThat(changes()).containsExactly(1, 2);
	}

	@Test
	void whenLeaderReturnsAnotherStillLeadsUntilItGoes() {
		this.cluster.up();
		this.cluster.worker(1).exits(1);
		this.cluster.worker(1).comesUp();
		this.cluster.pass(SECOND);
		assertThat(changes()).containsExactly(1, 2);
	}

	@Test
	void whenLeaderDrainsSuccessorIsGrantedOnlyAfterItHasReturned() {
		this.cluster.up();
		FakeWorker leader = this.cluster.worker(1);
		leader.returnsLeadership = false;
		this.cluster.run(() -> this.cluster.supervisor.stop(1));
		this.cluster.pass(SECOND);
		assertThat(leader.news(Message.LeadershipRevocation.class)).hasSize(1);
		assertThat(leaderId()).isNull();
		assertThat(grants(this.cluster.worker(2))).isEmpty();
		leader.says(new Message.LeadershipReturned());
		assertThat(changes()).containsExactly(1, null, 2);
		leader.exits(0);
		assertThat(changes()).containsExactly(1, null, 2);
		assertThat(grants(this.cluster.worker(2))).hasSize(1);
		assertThat(grants(this.cluster.worker(3))).isEmpty();
	}

	@Test
	void whenLeaderStopsServingOnItsOwnAccountItIsReplaced() {
		this.cluster.up();
		this.cluster.worker(1).says(new Message.Disconnecting());
		assertThat(this.cluster.worker(1).news(Message.LeadershipRevocation.class)).hasSize(1);
		assertThat(changes()).containsExactly(1, null, 2);
	}

	@Test
	void whenConnectionOfLeaderEndsItIsReplacedBeforeItExits() {
		this.cluster.up();
		this.cluster.worker(1).losesConnection();
		assertThat(changes()).containsExactly(1, 2);
		this.cluster.worker(1).exits(1);
		assertThat(changes()).containsExactly(1, 2);
	}

	@Test
	void whenLeaderHangsNobodyElseLeadsUntilItIsGone() {
		this.cluster.up();
		FakeWorker leader = this.cluster.worker(1).fallsSilent();
		leader.returnsLeadership = false;
		this.cluster.pass(SupervisedCluster.HEARTBEAT_TIMEOUT.plus(WorkerEnding.KILL_GRACE).plus(SECOND));
		assertThat(this.cluster.state(1)).isEqualTo(WorkerState.KILLING);
		assertThat(leader.signals).contains("SIGKILL");
		assertThat(leaderId()).isNull();
		assertThat(grants(this.cluster.worker(2))).isEmpty();
		leader.exits(137);
		assertThat(changes()).containsExactly(1, null, 2);
	}

	@Test
	void whenNobodyElseListensNobodyLeadsForTheMoment() {
		SupervisedCluster single = new SupervisedCluster(1).up();
		single.worker(1).exits(1);
		assertThat(changes(single)).containsExactly(1, null);
		single.worker(1).comesUp();
		assertThat(changes(single)).containsExactly(1, null, 1);
		assertThat(grants(single.worker(1))).containsExactly(new Message.LeadershipGrant(false));
	}

	@Test
	void whenOnlyWorkerIsReplacedItsReplacementLeadsOnceItHasReturned() {
		SupervisedCluster single = new SupervisedCluster(1).up();
		FakeWorker old = single.worker(1);
		old.returnsLeadership = false;
		single.run(() -> single.supervisor.restart(1));
		FakeWorker replacement = single.worker(1).takesOver();
		assertThat(grants(replacement)).isEmpty();
		old.says(new Message.LeadershipReturned());
		assertThat(grants(replacement)).containsExactly(new Message.LeadershipGrant(false));
		assertThat(changes(single)).containsExactly(1, null, 1);
	}

	@Test
	void rollingRestartMovesLeadershipOnceAndNeverTwoLead() {
		this.cluster.up();
		this.cluster.pass(SECOND);
		this.cluster.run(this.cluster.supervisor::restart);
		for (int id = 1; id <= 3; id++) {
			FakeWorker old = worker(id, 1);
			worker(id, 2).takesOver();
			assertThat(leaders()).hasSize(1);
			old.exits(0);
			assertThat(leaders()).hasSize(1);
		}
		assertThat(leaders()).singleElement().satisfies((leader) -> {
			assertThat(leader.generation()).isEqualTo(2);
			assertThat(leader.id()).isEqualTo(leaderId());
		});
		assertThat(changes()).containsExactly(1, null, 1);
	}

	@Test
	void whenClusterStopsNobodyNewLeads() {
		this.cluster.up();
		this.cluster.run(this.cluster.supervisor::stop);
		assertThat(this.cluster.worker(1).news(Message.LeadershipRevocation.class)).hasSize(1);
		assertThat(changes()).containsExactly(1, null);
		List.of(1, 2, 3).forEach((id) -> this.cluster.worker(id).exits(0));
		assertThat(changes()).containsExactly(1, null);
		assertThat(grants(this.cluster.worker(2))).isEmpty();
	}

	@Test
	void whenClusterStopsNobodyLeadsEvenIfLeaderDoesNotAnswer() {
		SupervisedCluster single = new SupervisedCluster(1).up();
		single.worker(1).returnsLeadership = false;
		single.run(single.supervisor::stop);
		assertThat(changes(single)).containsExactly(1, null);
		single.worker(1).exits(0);
		assertThat(changes(single)).containsExactly(1, null);
		assertThat(single.listener.stopped).isEqualTo(1);
	}

	@Test
	void leadershipThatNobodyAskedForIsNotReturned() {
		this.cluster.up();
		this.cluster.worker(1).says(new Message.LeadershipReturned());
		this.cluster.worker(2).says(new Message.LeadershipReturned());
		assertThat(changes()).containsExactly(1);
		assertThat(grants(this.cluster.worker(1))).hasSize(1);
	}

	@Test
	void changeIsToldAfterTheMembersShowIt() {
		this.cluster.up();
		this.cluster.worker(1).exits(1);
		List<Message> news = this.cluster.worker(3).news;
		news.removeIf(Message.Figures.class::isInstance);
		Message.Announcement last = (Message.Announcement) news.get(news.size() - 1);
		assertThat(last.events()).contains(new LeaderChangedEvent(2));
		assertThat(news.get(news.size() - 2)).isInstanceOfSatisfying(Message.Members.class,
				(members) -> assertThat(members.leaderId()).isEqualTo(2));
	}

	private FakeWorker worker(int id, int generation) {
		return this.cluster.forked.stream()
			.filter((worker) -> worker.id() == id && worker.generation() == generation)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Return the processes that think that they lead.
	 */
	private List<FakeWorker> leaders() {
		return this.cluster.forked.stream()
			.filter(FakeWorker::isAlive)
			.filter((worker) -> grants(worker).size() > worker.news(Message.LeadershipRevocation.class).size())
			.toList();
	}

	private List<Message.LeadershipGrant> grants(FakeWorker worker) {
		return worker.news(Message.LeadershipGrant.class);
	}

	private @Nullable Integer leaderId() {
		List<Message.Members> members = this.cluster.listener.members;
		return members.get(members.size() - 1).leaderId();
	}

	private List<@Nullable Integer> changes() {
		return changes(this.cluster);
	}

	private static List<@Nullable Integer> changes(SupervisedCluster cluster) {
		return cluster.listener.published.stream()
			.filter(LeaderChangedEvent.class::isInstance)
			.map((event) -> ((LeaderChangedEvent) event).id())
			.toList();
	}

}
