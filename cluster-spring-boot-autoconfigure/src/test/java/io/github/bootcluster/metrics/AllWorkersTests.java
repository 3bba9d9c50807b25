package io.github.bootcluster.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AllWorkers}.
 */
class AllWorkersTests {

	private static final RelayRequest REQUEST = RelayRequest.get(List.of("prometheus"), Map.of(), "text/plain");

	private final TestCluster cluster = TestCluster.worker();

	private final FakeRelay relay = new FakeRelay();

	private final AllWorkers workers = new AllWorkers(this.cluster, () -> this.relay, Duration.ofSeconds(1), 101);

	@Test
	void answersAreThoseOfAllWorkersById() {
		this.cluster.setWorkers(worker(1, 101), worker(2, 102), worker(3, 103));
		this.relay.answer(2, "two");
		this.relay.answer(3, "three");
		WorkerAnswers<String> answers = ask("one");
		assertThat(answers.answers()).containsExactly(new WorkerAnswer<>(1, "one"), new WorkerAnswer<>(2, "two"),
				new WorkerAnswer<>(3, "three"));
		assertThat(answers.omitted()).isEmpty();
		assertThat(this.relay.asked).containsExactly(102L, 103L);
		assertThat(this.relay.requests).containsExactly(REQUEST);
	}

	@Test
	void workerWhenItDoesNotAnswerIsLeftOutAndCounted() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		this.workers.bindTo(registry);
		this.cluster.setWorkers(worker(1, 101), worker(2, 102), worker(3, 103));
		this.relay.answer(3, 500, "");
		WorkerAnswers<String> answers = ask("one");
		assertThat(answers.answers()).containsExactly(new WorkerAnswer<>(1, "one"));
		assertThat(answers.omitted()).containsExactly(2, 3);
		assertThat(registry.get("cluster.metrics.omissions").functionCounter().count()).isEqualTo(2);
	}

	@Test
	void workerWhenItHasNothingToSayIsNotLeftOut() {
		this.cluster.setWorkers(worker(1, 101), worker(2, 102));
		this.relay.answer(2, 404, "");
		WorkerAnswers<String> answers = ask(null);
		assertThat(answers.answers()).isEmpty();
		assertThat(answers.omitted()).isEmpty();
	}

	@Test
	void workersWhenTheyDoNotServeAreNotAsked() {
		this.cluster.setWorkers(worker(1, 101), new ClusterWorker(2, 102L, WorkerState.STARTING, 1, null),
				new ClusterWorker(3, 103L, WorkerState.DRAINING, 1, 8080),
				new ClusterWorker(4, null, WorkerState.FAILED, 1, null),
				new ClusterWorker(5, 105L, WorkerState.KILLING, 1, 8080));
		ask("one");
		assertThat(this.relay.asked).containsExactly(103L);
	}

	@Test
	void processWhenItWasReplacedLetsItsSuccessorAnswer() {
		this.cluster.setWorkers(worker(1, 201), worker(2, 102));
		this.relay.answer(1, "new");
		this.relay.answer(2, "two");
		assertThat(ask("old").contents()).containsExactly("new", "two");
		assertThat(this.relay.asked).containsExactly(201L, 102L);
	}

	@Test
	void processWhenNobodyIsKnownYetAnswersForItself() {
		assertThat(ask("one").contents()).containsExactly("one");
	}

	@Test
	void callWhenPassedOnIsAnsweredAlone() {
		assertThat(this.workers.answerTogether(null)).isTrue();
		assertThat(this.workers.answerTogether(RelayedCall.INSTANCE)).isFalse();
	}

	@Test
	void callWhenThereIsNoWayToOthersIsAnsweredAlone() {
		AllWorkers alone = new AllWorkers(this.cluster, () -> null, Duration.ofSeconds(1));
		assertThat(alone.answerTogether(null)).isFalse();
	}

	@Test
	void processWhenStandaloneAnswersAloneAndCountsNothing() {
		AllWorkers standalone = new AllWorkers(TestCluster.standalone(), () -> this.relay, Duration.ofSeconds(1));
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		standalone.bindTo(registry);
		assertThat(standalone.answerTogether(null)).isFalse();
		assertThat(registry.getMeters()).isEmpty();
	}

	private WorkerAnswers<String> ask(@Nullable String self) {
		return this.workers.ask(REQUEST, (answered) -> {
			if (answered.status() == 500) {
				throw new IOException("failed");
			}
			return (answered.status() == 200) ? new String(answered.body(), StandardCharsets.UTF_8) : null;
		}, () -> self);
	}

	private static ClusterWorker worker(int id, long pid) {
		return new ClusterWorker(id, pid, WorkerState.LISTENING, 1, 8080);
	}

}
