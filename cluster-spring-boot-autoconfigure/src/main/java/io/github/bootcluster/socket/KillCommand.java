package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link ProcessSignals} by the {@code kill} command.
 */
final class KillCommand implements ProcessSignals {

	private static final Log logger = LogFactory.getLog(KillCommand.class);

	private final SystemProgram program;

	KillCommand(String executable) {
		this.program = new SystemProgram(executable, Map.of());
	}

	/*
	 * Never "-1000": what is no signal's number the command may take for a group.
	 */
	@Override
	public boolean send(long pid, int signal) {
		SignalRequest request = new SignalRequest(pid, signal);
		try {
			return this.program.run("-s", Integer.toString(request.signal()), Long.toString(request.pid()));
		}
		catch (IOException ex) {
			logger.debug("Unable to run '%s'".formatted(this.program.executable()), ex);
			return false;
		}
	}

}
