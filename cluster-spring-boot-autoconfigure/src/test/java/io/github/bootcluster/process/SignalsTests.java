package io.github.bootcluster.process;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Signals}.
 */
class SignalsTests {

	@ParameterizedTest
	@CsvSource({ "129, SIGHUP", "130, SIGINT", "131, SIGQUIT", "134, SIGABRT", "137, SIGKILL", "138, SIGUSR1",
			"139, SIGSEGV", "143, SIGTERM", "149, SIGTTIN", "150, SIGTTOU", "159, SIGSYS", "0,", "1,", "128,", "160,",
			"255,", "-1," })
	void signalName(int exitCode, String expected) {
		assertThat(Signals.signalName(exitCode)).isEqualTo(expected);
	}

}
