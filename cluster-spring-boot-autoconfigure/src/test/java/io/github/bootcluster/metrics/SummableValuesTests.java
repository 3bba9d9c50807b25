package io.github.bootcluster.metrics;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SummableValues}.
 */
class SummableValuesTests {

	@ParameterizedTest
	@CsvSource({ "jvm.memory.used, bytes", "jvm.threads.live, threads", "jvm.classes.loaded, classes",
			"jvm.buffer.count, buffers", "process.files.open, files", "tomcat.sessions.active.current, sessions",
			"executor.queued, tasks", "hikaricp.connections.active,", "jdbc.connections.max,", "my_open_files,",
			"queue, Messages" })
	void valuesThatCountThingsAreAddedUp(String name, String baseUnit) {
		assertThat(SummableValues.include(name, baseUnit)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "process.cpu.usage,", "system.cpu.count,", "system.load.average.1m,", "disk.free, bytes",
			"jvm.memory.usage.after.gc, percent", "process.uptime, seconds", "process.start.time, seconds",
			"threads.time, seconds", "connections.usage,", "threads.ratio, threads", "my.value,", "cache.size,",
			"bytesize," })
	void valuesThatAreSharesOrTimesOrTheMachinesStandSideBySide(String name, String baseUnit) {
		assertThat(SummableValues.include(name, baseUnit)).isFalse();
	}

}
