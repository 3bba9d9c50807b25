package io.github.bootcluster.startup;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerCount}.
 */
class WorkerCountTests {

	private static final long MIB = 1024 * 1024;

	private final List<String> warnings = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "1, 1", "4, 4", "' 4 ', 4", "1024, 1024", "auto, 8", "AUTO, 8", "' Auto ', 8", "50%, 4", "100%, 8",
			"150%, 12", "13%, 1", "1%, 1", "12800%, 1024", "08, 8" })
	void whenValueMakesSenseIsNumberOfWorkers(String value, int expected) {
		assertThat(resolve(new WorkerCount(8, Long.MAX_VALUE), value)).isEqualTo(expected);
		assertThat(this.warnings).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, 50%, 1", "1, 49%, 1", "3, 50%, 2", "2, 150%, 3", "1, auto, 1" })
	void whenProcessorsAreFewRoundsToAtLeastOne(int processors, String value, int expected) {
		assertThat(resolve(new WorkerCount(processors, Long.MAX_VALUE), value)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "many, neither a number", "'', neither a number", "2.5, neither a number", "2 %, neither a number",
			"%, neither a number", "50%%, neither a number", "0x2, neither a number", "-, neither a number",
			"9999999999999999999, neither a number", "0, 0 is not between 1 and 1024", "-1, -1 is not between",
			"1025, 1025 is not between 1 and 1024", "99999999999, 99999999999 is not between", "0%, not above 0%",
			"-50%, not above 0%", "999999%, 80000 is not between", "999999999999999999%, is not between" })
	void whenValueMakesNoSenseFails(String value, String reason) {
		assertThatExceptionOfType(InvalidClusterPropertyException.class)
			.isThrownBy(() -> resolve(new WorkerCount(8, Long.MAX_VALUE), value))
			.withMessageStartingWith("Property 'cluster.workers' has the value '" + value + "': ")
			.withMessageContaining(reason)
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("cluster.workers");
				assertThat(ex.getValue()).isEqualTo(value);
				assertThat(ex.getAction()).contains("from 1 to 1024", "'auto'", "'50%'");
			});
	}

	@Test
	void whenMemoryIsEnoughAutoIsNumberOfProcessors() {
		assertThat(resolve(new WorkerCount(8, 8 * 256 * MIB), "auto")).isEqualTo(8);
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void whenMemoryIsTooLittleAutoIsFewerWithWarning() {
		assertThat(resolve(new WorkerCount(8, 1000 * MIB), "auto")).isEqualTo(3);
		assertThat(this.warnings)
			.containsExactly("1000 MiB of memory are enough for 3 of 8 workers: 'auto' allows for 256 MiB each");
	}

	@Test
	void whenMemoryIsTooLittleForOneAutoIsOne() {
		assertThat(resolve(new WorkerCount(8, 100 * MIB), "auto")).isEqualTo(1);
		assertThat(this.warnings).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "8, 8", "100%, 8" })
	void whenNumberIsTheUsersOwnMemoryDoesNotLimitIt(String value, int expected) {
		assertThat(resolve(new WorkerCount(8, 100 * MIB), value)).isEqualTo(expected);
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void machineHasMemory() {
		assertThat(Machine.getMemory()).isGreaterThan(WorkerCount.MINIMUM_MEMORY);
	}

	private int resolve(WorkerCount count, String value) {
		return count.resolve(value, this.warnings::add);
	}

}
