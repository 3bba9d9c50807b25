package io.github.bootcluster.socket;

/**
 * Sends signals to processes of the same user.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProcessSignals {

	/**
	 * Send a signal.
	 * @param pid the process, greater than 0
	 * @param signal the signal's number from 0 to 64, as in {@code signal(7)}; 0 sends
	 * nothing and asks whether the process could be signalled
	 * @return whether it was sent; {@code false} if there is no such process, it belongs
	 * to somebody else, or the platform has no means to send it
	 * @throws IllegalArgumentException if the pid is not that of one process, or there is
	 * no such signal
	 */
	boolean send(long pid, int signal);

	/**
	 * Return the signals of this platform: the system call where native code can be used,
	 * otherwise the {@code kill} command.
	 * @return the signals
	 */
	static ProcessSignals create() {
		NativeCalls calls = NativeAccess.load();
		return (calls != null) ? new NativeProcessSignals(calls) : new KillCommand("kill");
	}

}
