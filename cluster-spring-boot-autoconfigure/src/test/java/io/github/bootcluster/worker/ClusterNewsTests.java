package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.event.LeadershipRevokedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterNews}.
 */
class ClusterNewsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final BlockingQueue<Message> sent = new LinkedBlockingQueue<>();

	private final BlockingQueue<ClusterEvent> published = new LinkedBlockingQueue<>();

	private final ClusterNews news = new ClusterNews(this.sent::add);

	@BeforeEach
	void publish() {
		this.news.publishTo(this.published::add);
	}

	@AfterEach
	void end() {
		this.news.endEvents();
	}

	@Test
	void membersAreWhatWasToldLast() {
		assertThat(this.news.getMembers().workers()).isEmpty();
		Message.Members members = new Message.Members(
				List.of(new ClusterWorker(1, 4711L, WorkerState.LISTENING, 1, 8080)), 1);
		this.news.received(members);
		assertThat(this.news.getMembers()).isEqualTo(members);
	}

	@Test
	void figuresAreWhatWasToldLast() {
		assertThat(this.news.getFigures()).isEqualTo(Message.Figures.NONE);
		Message.Figures figures = new Message.Figures(Map.of(RestartReason.CRASH, 3L),
				new Message.Figures.Starts(5, Duration.ofSeconds(20), Duration.ofSeconds(6)));
		this.news.received(figures);
		assertThat(this.news.getFigures()).isEqualTo(figures);
	}

	@Test
	void announcedEventsArePublishedInOrder() throws Exception {
		this.news.received(new Message.Announcement(List.of(new LeaderChangedEvent(1), new ClusterReadyEvent(2))));
		assertThat(next()).isEqualTo(new LeaderChangedEvent(1));
		assertThat(next()).isEqualTo(new ClusterReadyEvent(2));
	}

	@Test
	void leadsFromTheGrantToTheRevocationWhichIsAnswered() throws Exception {
		assertThat(this.news.isLeader()).isFalse();
		this.news.received(new Message.LeadershipGrant(true));
		assertThat(this.news.isLeader()).isTrue();
		assertThat(next()).isEqualTo(new LeadershipGrantedEvent(true));
		this.news.received(new Message.LeadershipRevocation());
		assertThat(this.news.isLeader()).isFalse();
		assertThat(this.sent).containsExactly(new Message.LeadershipReturned());
		assertThat(next()).isEqualTo(new LeadershipRevokedEvent());
	}

	@Test
	void revocationOfWhoDoesNotLeadIsAnsweredWithoutEvent() {
		this.news.received(new Message.LeadershipRevocation());
		this.news.endEvents();
		assertThat(this.sent).containsExactly(new Message.LeadershipReturned());
		assertThat(this.published).isEmpty();
	}

	@Test
	void whenResignedLeadsNoMoreAndIsNotGrantedAgain() {
		this.news.received(new Message.LeadershipGrant(false));
		this.news.resign();
		assertThat(this.news.isLeader()).isFalse();
		this.news.received(new Message.LeadershipGrant(false));
		assertThat(this.news.isLeader()).isFalse();
		this.news.received(new Message.LeadershipRevocation());
		this.news.endEvents();
		assertThat(this.published).containsExactly(new LeadershipGrantedEvent(false), new LeadershipRevokedEvent());
		assertThat(this.sent).containsExactly(new Message.LeadershipReturned());
	}

	@Test
	void whenOrphanedLeadsNoMore() throws Exception {
		this.news.received(new Message.LeadershipGrant(false));
		this.news.orphaned();
		assertThat(this.news.isLeader()).isFalse();
		assertThat(next()).isEqualTo(new LeadershipGrantedEvent(false));
		assertThat(next()).isEqualTo(new LeadershipRevokedEvent());
		assertThat(this.sent).isEmpty();
	}

	@Test
	void claimWaitsForTheAnswerOfThePrimary() throws Exception {
		CompletableFuture<Boolean> seed = claim("seed");
		CompletableFuture<Boolean> index = claim("index");
		assertThat(seed).isNotDone();
		this.news.received(new Message.TaskGrant("index", false));
		assertThat(index).succeedsWithin(TIMEOUT).isEqualTo(false);
		assertThat(seed).isNotDone();
		this.news.received(new Message.TaskGrant("seed", true));
		assertThat(seed).succeedsWithin(TIMEOUT).isEqualTo(true);
		this.news.getClaims().complete("seed");
		assertThat(this.sent.poll(10, TimeUnit.SECONDS)).isEqualTo(new Message.TaskCompleted("seed"));
	}

	@Test
	void claimsOfOneNameAreAnsweredOneByOne() throws Exception {
		CompletableFuture<Boolean> first = claim("seed");
		CompletableFuture<Boolean> second = claim("seed");
		this.news.received(new Message.TaskGrant("seed", true));
		CompletableFuture.anyOf(first, second).get(10, TimeUnit.SECONDS);
		assertThat(first.isDone() && second.isDone()).isFalse();
		this.news.received(new Message.TaskGrant("seed", false));
		assertThat(List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS)))
			.containsExactlyInAnyOrder(true, false);
	}

	@Test
	void claimWhenWorkerStopsIsInVain() throws Exception {
		CompletableFuture<Boolean> waiting = claim("seed");
		this.news.stopping();
		assertThat(waiting).succeedsWithin(TIMEOUT).isEqualTo(false);
		assertThat(this.news.getClaims().claim("seed")).isFalse();
		assertThat(this.sent).isEmpty();
		this.news.received(new Message.TaskGrant("seed", true));
	}

	@Test
	void claimWhenPrimaryIsGoneIsInVain() throws Exception {
		CompletableFuture<Boolean> waiting = claim("seed");
		this.news.orphaned();
		assertThat(waiting).succeedsWithin(TIMEOUT).isEqualTo(false);
	}

	@Test
	void claimCannotBeInterrupted() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			Thread.currentThread().interrupt();
			boolean run = this.news.getClaims().claim("seed");
			interrupted.complete(run && Thread.interrupted());
		});
		thread.start();
		assertThat(this.sent.poll(10, TimeUnit.SECONDS)).isEqualTo(new Message.TaskClaim("seed"));
		this.news.received(new Message.TaskGrant("seed", true));
		assertThat(interrupted).succeedsWithin(TIMEOUT).isEqualTo(true);
	}

	/**
	 * Claim a task on another thread, and wait until the primary is asked.
	 */
	private CompletableFuture<Boolean> claim(String name) throws InterruptedException {
		CompletableFuture<Boolean> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> result.complete(this.news.getClaims().claim(name)));
		thread.setDaemon(true);
		thread.start();
		assertThat(this.sent.poll(10, TimeUnit.SECONDS)).isEqualTo(new Message.TaskClaim(name));
		return result;
	}

	private ClusterEvent next() throws InterruptedException {
		return this.published.poll(10, TimeUnit.SECONDS);
	}

}
