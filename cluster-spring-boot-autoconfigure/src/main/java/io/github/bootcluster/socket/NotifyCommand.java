package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.Map;

/**
 * {@link NotificationSender} by the command {@code systemd-notify}. Without privileges
 * the command's process is the sender, to which a service manager listens only if told
 * so.
 */
final class NotifyCommand implements NotificationSender {

	private final SystemProgram program;

	NotifyCommand(String executable, String address) {
		this.program = new SystemProgram(executable, Map.of(NotificationSocket.VARIABLE, address));
	}

	@Override
	public void send(String notification) throws IOException {
		if (!this.program.run(notification.split("\n"))) {
			throw new IOException("'%s' failed".formatted(this.program.executable()));
		}
	}

}
