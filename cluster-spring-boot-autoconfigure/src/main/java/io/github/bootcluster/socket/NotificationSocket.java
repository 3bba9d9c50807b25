package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

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

	private final Function<String, NotificationSender> senders;

	private @Nullable NotificationSender sender;

	private boolean failed;

	/**
	 * Create a new socket.
	 * @param address the address of the socket
	 * @param senders creates the sender to an address, once there is something to send
	 */
	NotificationSocket(String address, Function<String, NotificationSender> senders) {
		this.address = address;
		this.senders = senders;
	}

	/**
	 * Find the socket of the service manager that started this process.
	 * @param environment the environment of this process
	 * @return the socket, or {@code null} if nobody wants to hear how this process is
	 */
	public static @Nullable NotificationSocket find(Map<String, String> environment) {
		String address = environment.get(VARIABLE);
		return StringUtils.hasLength(address) ? new NotificationSocket(address, NotificationSocket::createSender)
				: null;
	}

	private static NotificationSender createSender(String address) {
		if (!address.startsWith("/") && !address.startsWith("@")) {
			return (notification) -> {
				throw new IOException("the address is neither a path nor an abstract name");
			};
		}
		try {
			return new NativeNotificationSender(address, NativeAccess.require());
		}
		catch (NativeAccessException ex) {
			logger.warn("The service manager is notified by the command '%s', which takes %s: %s".formatted(COMMAND,
					"NotifyAccess=all in the unit unless the service runs as root", ex.getMessage()));
			return new NotifyCommand(COMMAND, address);
		}
	}

	/**
	 * Send a notification. A failure is a line in the log and nothing else.
	 * @param notification assignments such as {@code READY=1}, one in a line
	 */
	public void send(String notification) {
		try {
			getSender().send(notification);
			logger.debug("Sent to the service manager: " + notification);
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	private NotificationSender getSender() {
		NotificationSender sender = this.sender;
		if (sender == null) {
			sender = this.senders.apply(this.address);
			this.sender = sender;
		}
		return sender;
	}

	private void failed(IOException failure) {
		if (this.failed) {
			logger.debug("Unable to notify the service manager", failure);
			return;
		}
		this.failed = true;
		logger.warn("Unable to notify the service manager at %s: %s. It may end the cluster as one that does not start"
			.formatted(this.address, failure.getMessage()));
	}

}
