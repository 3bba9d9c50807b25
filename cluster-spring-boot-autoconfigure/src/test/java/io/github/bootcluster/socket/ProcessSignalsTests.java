package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ProcessSignals}.
 */
class ProcessSignalsTests {

	private static final int SIGTERM = 15;

	private final long ownPid = ProcessHandle.current().pid();

	static Stream<ProcessSignals> signals() {
		return Stream.of(new NativeProcessSignals(new NativeCalls()), new KillCommand("kill"));
	}

	@ParameterizedTest
	@MethodSource("signals")
	void sendWhenProcessExistsSendsSignal(ProcessSignals signals) throws Exception {
		Process process = new ProcessBuilder("cat").start();
		try {
			assertThat(signals.send(process.pid(), SIGTERM)).isTrue();
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(128 + SIGTERM);
		}
		finally {
			process.destroyForcibly();
		}
	}

	@ParameterizedTest
	@MethodSource("signals")
	void sendWhenProcessIsGoneReturnsFalse(ProcessSignals signals) throws Exception {
		assertThat(signals.send(pidOfEndedProcess(), 0)).isFalse();
	}

	@Test
	void sendWhenPidAddressesGroupFails() {
		ProcessSignals signals = new KillCommand("no-such-command");
		assertThatIllegalArgumentException().isThrownBy(() -> signals.send(0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> signals.send(-1, 0))
			.withMessage("'pid' must be a process id, but is -1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new NativeProcessSignals(new NativeCalls()).send(1L << 32, 0));
	}

	@Test
	void sendWhenThereIsNoSuchSignalFails() {
		ProcessSignals signals = new KillCommand("no-such-command");
		assertThatIllegalArgumentException().isThrownBy(() -> signals.send(this.ownPid, -1));
		assertThatIllegalArgumentException().isThrownBy(() -> signals.send(this.ownPid, 65))
			.withMessage("'signal' must be between 0 and 64, but is 65");
	}

	@Test
	void sendWhenThereIsNoCommandReturnsFalse() {
		assertThat(new KillCommand("no-such-command").send(this.ownPid, 0)).isFalse();
	}

	@Test
	void createUsesWhatThePlatformHas() {
		assertThat(ProcessSignals.create().send(this.ownPid, 0)).isTrue();
	}

	private long pidOfEndedProcess() throws IOException, InterruptedException {
		Process process = new ProcessBuilder("true").start();
		process.waitFor();
		return process.pid();
	}

}
