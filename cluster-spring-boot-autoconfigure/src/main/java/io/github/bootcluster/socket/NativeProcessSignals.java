package io.github.bootcluster.socket;

/**
 * {@link ProcessSignals} by the {@code kill} system call.
 */
final class NativeProcessSignals implements ProcessSignals {

	private final NativeCalls calls;

	NativeProcessSignals(NativeCalls calls) {
		this.calls = calls;
	}

	@Override
	public boolean send(long pid, int signal) {
		SignalRequest request = new SignalRequest(pid, signal);
		return this.calls.kill((int) request.pid(), request.signal());
	}

}
