package io.github.bootcluster.socket;

import java.io.IOException;

/**
 * Sends notifications to a service manager.
 */
@FunctionalInterface
interface NotificationSender {

	/**
	 * Send a notification.
	 * @param notification assignments such as {@code READY=1}, one in a line
	 * @throws IOException if it was not sent, with the reason
	 */
	void send(String notification) throws IOException;

}
