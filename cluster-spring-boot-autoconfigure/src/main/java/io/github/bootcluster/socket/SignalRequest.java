package io.github.bootcluster.socket;

import org.springframework.util.Assert;

/**
 * A signal to one process. Numbers that {@code kill} would understand as a process group
 * or as all processes are refused.
 *
 * @param pid the process
 * @param signal the signal's number
 */
record SignalRequest(long pid, int signal) {

	/** {@code SIGRTMAX}. */
	private static final int MAX_SIGNAL = 64;

	SignalRequest {
		Assert.isTrue(pid > 0 && pid <= Integer.MAX_VALUE, () -> "'pid' must be a process id, but is " + pid);
		Assert.isTrue(signal >= 0 && signal <= MAX_SIGNAL,
				() -> "'signal' must be between 0 and %d, but is %d".formatted(MAX_SIGNAL, signal));
	}

}
