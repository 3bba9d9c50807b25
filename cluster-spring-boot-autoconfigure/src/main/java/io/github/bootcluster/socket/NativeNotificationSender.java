package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@link NotificationSender} by the system calls of {@code sd_notify(3)}, which make this
 * process the sender.
 */
final class NativeNotificationSender implements NotificationSender {

	private final byte[] name;

	private final NativeCalls calls;

	/**
	 * Create a new sender.
	 * @param address the path of the socket, or {@code @} and its name in the abstract
	 * namespace
	 * @param calls the native calls
	 */
	NativeNotificationSender(String address, NativeCalls calls) {
		this.name = (address.startsWith("@") ? "\0" + address.substring(1) : address).getBytes(StandardCharsets.UTF_8);
		this.calls = calls;
	}

	@Override
	public void send(String notification) throws IOException {
		this.calls.sendDatagram(this.name, notification.getBytes(StandardCharsets.UTF_8));
	}

}
