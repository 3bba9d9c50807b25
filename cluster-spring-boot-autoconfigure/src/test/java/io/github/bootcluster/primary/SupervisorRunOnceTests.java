package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.channel.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what one worker does for all others under a {@link Supervisor}.
 */
class SupervisorRunOnceTests {

	private static final Message.TaskGrant RUN = new Message.TaskGrant("seed", true);

	private static final Message.TaskGrant DONE = new Message.TaskGrant("seed", false);

	private final SupervisedCluster cluster = new SupervisedCluster(3).start();

	private final FakeWorker first = this.cluster.worker(1).comesOnline();

	private final FakeWorker second = this.cluster.worker(2).comesOnline();

	private final FakeWorker third = this.cluster.worker(3).comesOnline();

	@Test
	void firstClaimantRunsAndTheOthersWaitUntilItHasCompleted() {
		claim(this.second, this.first, this.third);
		assertThat(grants(this.second)).containsExactly(RUN);
		assertThat(grants(this.first)).isEmpty();
		complete(this.second);
		assertThat(grants(this.first)).containsExactly(DONE);
		assertThat(grants(this.third)).containsExactly(DONE);
		assertThat(grants(this.second)).containsExactly(RUN);
	}

	@Test
	void whenCompletedLaterClaimantsAreToldAtOnce() {
		claim(this.first);
		complete(this.first);
		claim(this.second);
		this.first.exits(1);
		claim(this.cluster.worker(1).comesOnline());
		assertThat(grants(this.second)).containsExactly(DONE);
		assertThat(grants(this.cluster.worker(1))).containsExactly(DONE);
	}

	@Test
	void whenClaimantDiesTheNextOneRuns() {
		claim(this.first, this.second, this.third);
		this.first.exits(137);
		assertThat(grants(this.second)).containsExactly(RUN);
		assertThat(grants(this.third)).isEmpty();
		complete(this.second);
		assertThat(grants(this.third)).containsExactly(DONE);
	}

	@Test
	void whenClaimantLosesItsConnectionTheNextOneRuns() {
		claim(this.first, this.second);
		this.first.losesConnection();
		assertThat(grants(this.second)).containsExactly(RUN);
	}

	@Test
	void whenWaitingWorkerDiesItIsPassedOver() {
		claim(this.first, this.second, this.third);
		this.second.exits(1);
		this.first.exits(1);
		assertThat(grants(this.third)).containsExactly(RUN);
		assertThat(grants(this.second)).isEmpty();
	}

	@Test
	void whenClaimantDiesWithNobodyWaitingTheNextClaimantRuns() {
		claim(this.first);
		this.first.exits(1);
		claim(this.third);
		assertThat(grants(this.third)).containsExactly(RUN);
	}

	@Test
	void completionByAnybodyElseDoesNotCount() {
		claim(this.first, this.second);
		complete(this.third);
		complete(this.second);
		assertThat(grants(this.second)).isEmpty();
	}

	@Test
	void tasksOfOtherNamesAreIndependent() {
		claim(this.first);
		this.second.says(new Message.TaskClaim("index"));
		assertThat(grants(this.second)).containsExactly(new Message.TaskGrant("index", true));
	}

	@Test
	void rollingRestartRunsItAgain() {
		claim(this.first);
		complete(this.first);
		List.of(this.first, this.second, this.third).forEach(FakeWorker::listens);
		this.cluster.run(this.cluster.supervisor::restart);
		FakeWorker replacement = this.cluster.worker(1).comesOnline();
		claim(replacement);
		assertThat(replacement.generation()).isEqualTo(2);
		assertThat(grants(replacement)).containsExactly(RUN);
	}

	@Test
	void whenRollingRestartHasFailedItsGenerationIsForgottenButNotTheOther() {
		claim(this.first);
		complete(this.first);
		List.of(this.first, this.second, this.third).forEach(FakeWorker::listens);
		this.cluster.run(this.cluster.supervisor::restart);
		claim(this.cluster.worker(1).comesOnline());
		this.cluster.worker(1).exits(1);
		this.second.exits(1);
		claim(this.cluster.worker(2).comesOnline());
		assertThat(grants(this.cluster.worker(2))).containsExactly(DONE);
	}

	private void claim(FakeWorker... workers) {
		List.of(workers).forEach((worker) -> worker.says(new Message.TaskClaim("seed")));
	}

	private void complete(FakeWorker worker) {
		worker.says(new Message.TaskCompleted("seed"));
	}

	private List<Message.TaskGrant> grants(FakeWorker worker) {
		return worker.news(Message.TaskGrant.class);
	}

}
