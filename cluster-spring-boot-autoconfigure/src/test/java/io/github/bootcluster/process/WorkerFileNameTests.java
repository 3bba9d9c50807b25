package io.github.bootcluster.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerFileName}.
 */
class WorkerFileNameTests {

	@ParameterizedTest
	@CsvSource({ "gc.log, gc-worker-2.log", "/var/log/app.d/gc, /var/log/app.d/gc-worker-2",
			"logs/app.1.log, logs/app.1-worker-2.log", ".log, .log-worker-2", "a/.log, a/.log-worker-2", "logs/, logs/",
			"/dev/stdout, /dev/stdout", "/proc/self/fd/1, /proc/self/fd/1", "'', ''",
			"app-%p.log, app-%p-worker-2.log" })
	void of(String path, String expected) {
		assertThat(WorkerFileName.of(path, 2)).isEqualTo(expected);
	}

}
