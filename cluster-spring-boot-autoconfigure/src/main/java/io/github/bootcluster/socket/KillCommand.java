package io.github.bootcluster.socket;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link ProcessSignals} by the {@code kill} command.
 */
final class KillCommand implements ProcessSignals {

	private static final Log logger = LogFactory.getLog(KillCommand.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final String executable;

	KillCommand(String executable) {
		this.executable = executable;
	}

	@Override
	public boolean send(long pid, int signal) {
		SignalRequest request = new SignalRequest(pid, signal);
		try {
			return succeeds(start(request));
		}
		catch (IOException ex) {
			logger.debug("Unable to run '%s'".formatted(this.executable), ex);
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/*
	 * Never "-1000": what is no signal's number the command may take for a group.
	 */
	private Process start(SignalRequest request) throws IOException {
		String signal = Integer.toString(request.signal());
		return new ProcessBuilder(this.executable, "-s", signal, Long.toString(request.pid()))
			.redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD)
			.start();
	}

	private boolean succeeds(Process process) throws InterruptedException {
		try {
			return process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
