package io.github.bootcluster.primary;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerGroup}. The weight of a worker is its id.
 */
class ListenerGroupTests {

	private final ListenerGroup group = new ListenerGroup();

	private final List<WorkerHandle> workers = IntStream.rangeClosed(1, 8)
		.mapToObj((id) -> WorkerHandles.starting(id, TimeSource.system()))
		.toList();

	@Test
	void emptyGroupHasNoWeights() {
		assertThat(weights()).isEmpty();
		assertThat(this.group.contains(worker(1))).isFalse();
	}

	@Test
	void orderIsThatOfJoining() {
		join(2, 1, 3);
		assertThat(weights()).containsExactly(2, 1, 3);
		assertThat(this.group.contains(worker(1))).isTrue();
	}

	@Test
	void leavingHasTheLastTakeThePlace() {
		join(1, 2, 3, 4);
		this.group.left(worker(2));
		assertThat(weights()).containsExactly(1, 4, 3);
		this.group.left(worker(3));
		assertThat(weights()).containsExactly(1, 4);
		this.group.left(worker(1));
		assertThat(weights()).containsExactly(4);
	}

	@Test
	void leavingOfAStrangerChangesNothing() {
		join(1, 2);
		this.group.left(worker(3));
		assertThat(weights()).containsExactly(1, 2);
	}

	@Test
	void joiningIsNotSureBeforeItHasHappened() {
		join(1);
		this.group.mayJoin(worker(2));
		assertThat(this.group.contains(worker(2))).isFalse();
		assertThat(weights()).containsExactly(1);
		this.group.joined(worker(2));
		assertThat(weights()).containsExactly(1, 2);
	}

	@Test
	void leavingBeforeItIsSureLeavesOnlyWhatIsKnown() {
		join(1, 2, 3);
		this.group.mayLeave(worker(1));
		assertThat(this.group.contains(worker(1))).isFalse();
		assertThat(weights()).containsExactly(1, 2);
		this.group.left(worker(1));
		assertThat(weights()).containsExactly(3, 2);
	}

	@Test
	void deathOfAnotherWhileOneJoinsLeavesTwoThatCannotBeToldApart() {
		join(1, 2, 3);
		this.group.mayJoin(worker(4));
		this.group.left(worker(1));
		this.group.joined(worker(4));
		assertThat(weights()).containsExactly(3, 2, 3);
		assertThat(weightsWithout(4)).containsExactly(0, 2, 0);
		assertThat(weightsWithout(2)).containsExactly(3, 0, 3);
	}

	@Test
	void doubtEndsWhenOneOfTwoLeaves() {
		join(1, 2, 3);
		this.group.mayJoin(worker(4));
		this.group.left(worker(1));
		this.group.joined(worker(4));
		this.group.left(worker(3));
		assertThat(weights()).containsExactly(4, 2);
	}

	@Test
	void deathOfTheLastWhileOneJoinsLeavesNoDoubt() {
		join(1, 2);
		this.group.mayJoin(worker(3));
		this.group.left(worker(2));
		this.group.joined(worker(3));
		assertThat(weights()).containsExactly(1, 3);
	}

	@Test
	void twoDeathsAtOnceMayHaveHappenedInEitherOrder() {
		join(1, 2, 3, 4);
		this.group.mayLeave(worker(1));
		this.group.mayLeave(worker(2));
		this.group.left(worker(2));
		this.group.left(worker(1));
		assertThat(weights()).containsExactly(3, 3);
		assertThat(weightsWithout(3)).containsExactly(0, 0);
	}

	@Test
	void joiningThatFailedLeavesNoTrace() {
		join(1, 2);
		this.group.mayJoin(worker(3));
		this.group.left(worker(3));
		assertThat(weights()).containsExactly(1, 2);
	}

	@Test
	void deathOfMostAtOnceIsSurvived() {
		List<WorkerHandle> many = IntStream.rangeClosed(1, 64)
			.mapToObj((id) -> WorkerHandles.starting(id, TimeSource.system()))
			.toList();
		many.forEach(this.group::joined);
		many.subList(0, 63).forEach(this.group::mayLeave);
		many.subList(0, 63).forEach(this.group::left);
		assertThat(weights()).containsExactly(64);
	}

	private void join(int... ids) {
		IntStream.of(ids).forEach((id) -> this.group.joined(worker(id)));
	}

	private WorkerHandle worker(int id) {
		return this.workers.get(id - 1);
	}

	private List<Integer> weights() {
		return new ArrayList<>(this.group.getWeights(WorkerHandle::getId));
	}

	private List<Integer> weightsWithout(int id) {
		return this.group.getWeights((worker) -> (worker.getId() != id) ? worker.getId() : 0);
	}

}
