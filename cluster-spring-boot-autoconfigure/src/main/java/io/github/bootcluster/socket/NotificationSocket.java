package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket at which a service manager such as systemd hears how its service is, by the
 * protocol of {@code sd_notify(3)}. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class NotificationSocket {

	/**
	 * The variable that holds the address of the socket.
	 */
	public static final String VARIABLE = "NOTIFY_SOCKET";

	private static final Log logger = LogFactory.getLog(NotificationSocket.class);

	private static final String COMMAND = "systemd-notify";

	private final String address;

	private final NotificationSender sender;

	private boolean failed;

	NotificationSocket(String address, NotificationSender sender) {
		this.address = address;
		this.sender = sender;
	}

	/**
	 * Find the socket of the service manager that started this process. What limits its
	 * use is a warning in the log.
	 * @param environment the environment of this process
	 * @return the socket, or {@code null} if nobody wants to hear how this process is
	 */
	public static @Nullable NotificationSocket find(Map<String, String> environment) {
		String address = environment.get(VARIABLE);
		if (address == null) {
			return null;
		}
		if (!address.startsWith("/") && !address.startsWith("@")) {
			logger.warn("The service manager is not notified, as %s is neither a path nor an abstract name: %s"
				.formatted(VARIABLE, address));
			return null;
		}
		return new NotificationSocket(address, createSender(address));
	}

	private static NotificationSender createSender(String address) {
		try {
			return new NativeNotificationSender(address, NativeAccess.require());
		}
		catch (NativeAccessException ex) {
			logger.warn("The service manager is notified by the command '%s', to which it listens only with %s: %s"
				.formatted(COMMAND, "NotifyAccess=all in the unit", ex.getMessage()));
			return new NotifyCommand(COMMAND, address);
		}
	}

	/**
	 * Send a notification. A failure is a line in the log and nothing else.
	 * @param notification assignments such as {@code READY=1}, one in a line
	 */
	public void send(String notification) {
		try {
			this.sender.send(notification);
			logger.debug("Sent to the service manager: " + notification);
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	private void failed(IOException failure) {
		if (this.failed) {
			logger.debug("Unable to notify the service manager", failure);
			return;
		}
		this.failed = true;
		logger.warn(
				"Unable to notify the service manager at %s, which may take the service for one that does not start: %s"
					.formatted(this.address, failure.getMessage()));
	}

}
