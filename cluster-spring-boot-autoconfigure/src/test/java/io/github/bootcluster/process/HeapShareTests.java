package io.github.bootcluster.process;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HeapShare}.
 */
class HeapShareTests {

	@ParameterizedTest
	@CsvSource({ "1, 25.0, 25.0", "2, 25.0, 50.0", "3, 25.0, 75.0", "4, 18.75, 75.00", "6, 12.5, 75.0",
			"7, 10.71, 74.97", "75, 1.0, 75.0", "100, 0.75, 75.00" })
	void ofDividesTheMemory(int workers, String percentage, String total) {
		HeapShare share = HeapShare.of(workers, List.of("-Xms1g", "-XX:+UseG1GC"));
		assertThat(share.isExplicit()).isFalse();
		assertThat(share.toArgument()).isEqualTo("-XX:MaxRAMPercentage=" + percentage);
		assertThat(share.total()).isEqualTo(total);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx512m", "-mx512m", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=50",
			"-XX:MaxRAMFraction=4", "-XX:+AggressiveHeap" })
	void ofWhenHeapIsSetDividesNothing(String argument) {
		HeapShare share = HeapShare.of(4, List.of("-Da", argument, "-Db"));
		assertThat(share.isExplicit()).isTrue();
		assertThat(share.setting()).isEqualTo(argument);
		assertThat(share.toArgument()).isNull();
		assertThat(share.total()).isNull();
	}

	@Test
	void ofWhenHeapIsSetTwiceTakesTheLast() {
		assertThat(HeapShare.of(4, List.of("-Xmx1g", "-Xmx2g")).setting()).isEqualTo("-Xmx2g");
	}

	@Test
	void ofWhenThereAreNoWorkersThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> HeapShare.of(0, List.of()));
	}

	@Test
	void describeTellsShareAndSum() {
		assertThat(HeapShare.of(4, List.of()).describe())
			.isEqualTo("4 workers with a heap of 18.75% of the memory each, 75% in all");
	}

	@Test
	void describeWhenThereIsOneWorkerTellsItsShare() {
		assertThat(HeapShare.of(1, List.of()).describe()).isEqualTo("1 worker with a heap of 25% of the memory");
	}

	@Test
	void describeWhenHeapIsSetTellsTheSetting() {
		assertThat(HeapShare.of(4, List.of("-Xmx1g")).describe()).isEqualTo("4 workers with a heap of -Xmx1g each");
	}

}
