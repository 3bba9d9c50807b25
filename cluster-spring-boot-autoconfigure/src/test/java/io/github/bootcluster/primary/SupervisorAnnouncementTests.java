package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.WorkerDisconnectedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link Supervisor} tells all processes.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupervisorAnnouncementTests {

	private final SupervisedCluster cluster = new SupervisedCluster(2);

	@Test
	void lifeAndDeathAreToldInOrderToTheOthersAndToThePrimary() {
		this.cluster.start();
		FakeWorker witness = this.cluster.worker(2).comesUp();
		witness.news.clear();
		this.cluster.listener.published.clear();
		this.cluster.worker(1).comesUp().exits(137);
		this.cluster.worker(1).comesOnline();
		assertThat(events(witness)).isEqualTo(this.cluster.listener.published);
		assertThat(events(witness)).containsExactly(new WorkerOnlineEvent(1, 101, 1),
				new WorkerListeningEvent(1, 101, 1, 8080), new ClusterReadyEvent(2),
				new WorkerDisconnectedEvent(1, 101, 1), new WorkerExitedEvent(1, 1, this.cluster.listener.exits.get(0)),
				new WorkerForkedEvent(1, 103, 1), new WorkerOnlineEvent(1, 103, 1));
	}

	@Test
	void workerHearsOfItselfFromItsBeingOnlineOn() {
		this.cluster.start();
		FakeWorker worker = this.cluster.worker(1).comesUp();
		assertThat(events(worker)).containsExactly(new WorkerOnlineEvent(1, 101, 1),
				new WorkerListeningEvent(1, 101, 1, 8080), new LeaderChangedEvent(1));
		assertThat(this.cluster.worker(2).news).isEmpty();
	}

	@Test
	void everyWorkerHearsTheSameOnceWhenAllAreReplaced() {
		this.cluster.start();
		this.cluster.worker(1).comesOnline();
		this.cluster.worker(2).comesOnline();
		List.of(1, 2).forEach((id) -> this.cluster.worker(id).listens());
		int before = this.cluster.listener.published.size();
		FakeWorker first = this.cluster.worker(1);
		FakeWorker second = this.cluster.worker(2);
		List.of(first, second).forEach((worker) -> worker.news.clear());
		this.cluster.run(this.cluster.supervisor::restart);
		this.cluster.worker(1).takesOver();
		first.exits(0);
		List<ClusterEvent> published = List.copyOf(this.cluster.listener.published);
		assertThat(events(second)).isEqualTo(published.subList(before, published.size()));
		FakeWorker replacement = this.cluster.forked.get(2);
		List<ClusterEvent> heard = events(replacement);
		assertThat(heard.get(0)).isEqualTo(new WorkerOnlineEvent(1, replacement.pid(), 2));
		assertThat(heard).isEqualTo(published.subList(published.indexOf(heard.get(0)), published.size()));
	}

	@Test
	void workerThatHasLostItsConnectionIsToldNothing() {
		this.cluster.up();
		FakeWorker worker = this.cluster.worker(1);
		worker.losesConnection();
		worker.news.clear();
		this.cluster.worker(2).exits(1);
		assertThat(worker.news).isEmpty();
	}

	@Test
	void workersAreToldTheMembersWhenTheyChangeAndOnlyThen() {
		this.cluster.up();
		FakeWorker worker = this.cluster.worker(1);
		int before = members(worker).size();
		this.cluster.pass(SupervisedCluster.SECOND.multipliedBy(5));
		assertThat(members(worker)).hasSize(before);
		this.cluster.worker(2).exits(1);
		assertThat(members(worker)).hasSize(before + 1)
			.last()
			.isEqualTo(new Message.Members(List.of(new ClusterWorker(1, 101L, WorkerState.LISTENING, 1, 8080),
					new ClusterWorker(2, 103L, WorkerState.STARTING, 1, null)), 1));
	}

	@Test
	void workerIsToldTheMembersAsSoonAsItIsOnline() {
		this.cluster.up();
		this.cluster.worker(2).exits(1);
		FakeWorker late = this.cluster.worker(2).comesOnline();
		assertThat(late.news.get(0))
			.isEqualTo(new Message.Members(List.of(new ClusterWorker(1, 101L, WorkerState.LISTENING, 1, 8080),
					new ClusterWorker(2, 103L, WorkerState.ONLINE, 1, null)), 1));
		assertThat(members(late)).hasSize(1);
	}

	@Test
	void membersWithoutProcessSayWhy() {
		this.cluster.up();
		this.cluster.pass(SupervisedCluster.SECOND);
		this.cluster.worker(2).exits(1);
		this.cluster.worker(2).exits(1);
		assertThat(members(this.cluster.worker(1))).last()
			.satisfies((members) -> assertThat(members.workers())
				.contains(new ClusterWorker(2, null, WorkerState.EXITED, 1, null)));
	}

	@Test
	void membersNameTheProcessThatServesWhileItIsBeingReplaced() {
		this.cluster.up();
		this.cluster.run(() -> this.cluster.supervisor.restart(2));
		this.cluster.worker(2).comesUp();
		assertThat(members(this.cluster.worker(1))).last()
			.satisfies((members) -> assertThat(members.workers()).extracting(ClusterWorker::pid)
				.containsExactly(101L, 102L));
		this.cluster.pass(Probation.DURATION);
		assertThat(members(this.cluster.worker(1))).last()
			.satisfies((members) -> assertThat(members.workers()).extracting(ClusterWorker::pid)
				.containsExactly(101L, 103L));
	}

	@Test
	void primaryKnowsTheMembersBeforeItHearsWhatHappened() {
		this.cluster.start();
		int before = this.cluster.listener.members.size();
		this.cluster.worker(1).comesOnline();
		assertThat(this.cluster.listener.members).hasSize(before + 1);
		assertThat(this.cluster.listener.members).last().isEqualTo(members(this.cluster.worker(1)).get(0));
	}

	@Test
	void whenEventsAreTooLargeTogetherTheyAreToldOneByOneAndTooLargeOnesNot(CapturedOutput output) {
		this.cluster.start();
		FakeWorker worker = this.cluster.worker(1).comesOnline();
		worker.news.clear();
		worker.refusal = (message) -> isTooLarge(message)
				? new MessageTooLargeException(message.getClass(), 65537, 65536) : null;
		worker.listens();
		assertThat(events(worker)).containsExactly(new LeaderChangedEvent(1));
		assertThat(output).containsOnlyOnce("Worker 1 (PID 101) cannot be told what happened: ");
	}

	private static boolean isTooLarge(Message message) {
		return message instanceof Message.Announcement announcement
				&& announcement.events().stream().anyMatch(WorkerListeningEvent.class::isInstance);
	}

	private static List<ClusterEvent> events(FakeWorker worker) {
		return worker.news(Message.Announcement.class).stream().flatMap((told) -> told.events().stream()).toList();
	}

	private static List<Message.Members> members(FakeWorker worker) {
		return worker.news(Message.Members.class);
	}

}
