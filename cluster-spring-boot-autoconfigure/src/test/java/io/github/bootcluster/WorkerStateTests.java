package io.github.bootcluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerState}.
 */
class WorkerStateTests {

	@ParameterizedTest
	@CsvSource(useHeadersInDisplayName = true, textBlock = """
			from,      STARTING, ONLINE, LISTENING, DRAINING, STOPPING, KILLING, EXITED, FAILED
			STARTING,  no,       yes,    no,        no,       yes,      yes,     yes,    no
			ONLINE,    no,       no,     yes,       no,       yes,      yes,     yes,    no
			LISTENING, no,       no,     no,        yes,      yes,      yes,     yes,    no
			DRAINING,  no,       no,     no,        no,       yes,      yes,     yes,    no
			STOPPING,  no,       no,     no,        no,       no,       yes,     yes,    no
			KILLING,   no,       no,     no,        no,       no,       no,      yes,    no
			EXITED,    no,       no,     no,        no,       no,       no,      no,     yes
			FAILED,    no,       no,     no,        no,       no,       no,      no,     no
			""")
	void canBecomeFollowsTheLifeOfAWorker(WorkerState from, String starting, String online, String listening,
			String draining, String stopping, String killing, String exited, String failed) {
		String[] row = { starting, online, listening, draining, stopping, killing, exited, failed };
		assertThat(WorkerState.values()).hasSameSizeAs(row);
		for (WorkerState next : WorkerState.values()) {
			assertThat(from.canBecome(next)).as("%s to %s", from, next).isEqualTo(row[next.ordinal()].equals("yes"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "STARTING, true, true", "ONLINE, true, true", "LISTENING, true, true", "DRAINING, true, false",
			"STOPPING, true, false", "KILLING, true, false", "EXITED, false, false", "FAILED, false, false" })
	void aliveUntilExitedAndWantedUntilItLeaves(WorkerState state, boolean alive, boolean wanted) {
		assertThat(state.isAlive()).isEqualTo(alive);
		assertThat(state.isWanted()).isEqualTo(wanted);
	}

	@Test
	void everyLifeEndsInExited() {
		for (WorkerState state : WorkerState.values()) {
			assertThat(state.canBecome(WorkerState.EXITED)).isEqualTo(state.isAlive());
		}
	}

}
