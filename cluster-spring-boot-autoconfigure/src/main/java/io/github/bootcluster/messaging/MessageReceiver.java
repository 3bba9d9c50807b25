package io.github.bootcluster.messaging;

import java.util.concurrent.CompletionStage;

import io.github.bootcluster.channel.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the application.
 */
interface MessageReceiver {

	/**
	 * Return whether messages reach the application.
	 * @return {@code false} once it is about to end
	 */
	boolean isActive();

	/**
	 * Have the listeners hear a message. Returns when they have.
	 * @param message the message
	 * @param sender who has sent it
	 */
	void hear(Payload message, Peer sender);

	/**
	 * Have a request handled.
	 * @param request the request
	 * @param sender who has sent it
	 * @return completed with the reply, or {@code null} if there is no handler for this
	 * type of request
	 */
	@Nullable CompletionStage<@Nullable Object> handle(Payload request, Peer sender);

}
