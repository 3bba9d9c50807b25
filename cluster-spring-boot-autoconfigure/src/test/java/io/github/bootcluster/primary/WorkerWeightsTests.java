package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;

import io.github.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerWeights}.
 */
class WorkerWeightsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final SupervisedCluster.Time time = new SupervisedCluster.Time();

	private final WorkerWeights weights = new WorkerWeights(SECOND, Duration.ofSeconds(20));

	private final WorkerHandle first = WorkerHandles.listening(1, this.time);

	@Test
	void whenWorkerDoesNotListenIsNothing() {
		WorkerHandle starting = WorkerHandles.starting(2, this.time);
		assertThat(weight(starting, this.first)).isZero();
		this.first.become(WorkerState.DRAINING);
		assertThat(weight(this.first)).isZero();
	}

	@Test
	void whenHeartbeatsAreMissedIsNothingUntilTheNextOne() {
		WorkerHandle silent = WorkerHandles.listening(2, this.time);
		pass(SECOND.multipliedBy(3));
		assertThat(weight(silent, this.first, silent)).isEqualTo(WorkerWeights.FULL);
		pass(Duration.ofMillis(1));
		assertThat(weight(silent, this.first, silent)).isZero();
		silent.heard(null, this.time);
		assertThat(weight(silent, this.first, silent)).isEqualTo(WorkerWeights.FULL);
	}

	@Test
	void whenEverybodyIsSilentIsFull() {
		this.time.move(Duration.ofSeconds(30));
		assertThat(weight(this.first, this.first)).isEqualTo(WorkerWeights.FULL);
	}

	@ParameterizedTest
	@CsvSource({ "0, 10", "1999, 10", "2000, 20", "10000, 60", "18000, 100", "19999, 100", "20000, 100", "90000, 100" })
	void growsWithTheTimeThatWorkerListens(long millis, int weight) {
		pass(Duration.ofMinutes(1));
		WorkerHandle cold = WorkerHandles.listening(2, this.time);
		pass(Duration.ofMillis(millis));
		cold.heard(null, this.time);
		assertThat(weight(cold, this.first, cold)).isEqualTo(weight);
		assertThat(weight(this.first, this.first, cold)).isEqualTo(WorkerWeights.FULL);
	}

	@Test
	void whenNobodyIsWarmIsFullForAll() {
		WorkerHandle other = WorkerHandles.listening(2, this.time);
		assertThat(weight(other, this.first, other)).isEqualTo(WorkerWeights.FULL);
	}

	@Test
	void whenTheOnlyWarmWorkerIsSilentIsFullForTheOthers() {
		this.time.move(Duration.ofMinutes(1));
		WorkerHandle cold = WorkerHandles.listening(2, this.time);
		assertThat(weight(cold, this.first, cold)).isEqualTo(WorkerWeights.FULL);
	}

	@Test
	void whenSlowStartIsOffIsFullAtOnce() {
		pass(Duration.ofMinutes(1));
		WorkerHandle cold = WorkerHandles.listening(2, this.time);
		assertThat(new WorkerWeights(SECOND, Duration.ZERO).of(cold, List.of(this.first, cold), this.time.elapsed()))
			.isEqualTo(WorkerWeights.FULL);
	}

	private void pass(Duration duration) {
		this.time.move(duration);
		this.first.heard(null, this.time);
	}

	private int weight(WorkerHandle worker, WorkerHandle... listening) {
		return this.weights.of(worker, List.of(listening), this.time.elapsed());
	}

}
