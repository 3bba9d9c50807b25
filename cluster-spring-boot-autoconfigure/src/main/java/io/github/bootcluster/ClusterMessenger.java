package io.github.bootcluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Sends messages to the other processes of a cluster, and to this one. Injectable in
 * every role; in a standalone process every address is its own. Safe for use by several
 * threads.
 * <p>
 * A message is any object that Jackson can write, and arrives at the
 * {@link io.github.bootcluster.event.ClusterMessageEvent event listeners} of the receiver
 * for its type, at most once and in the order in which one thread has sent it. When the
 * receiver does not keep up the sender waits, for {@code cluster.channel.send-timeout} at
 * the longest. What is known to be wrong before a message leaves is thrown; what becomes
 * of it afterwards is told by the future, whose callbacks must not block.
 *
 * @since 0.1.0
 */
public interface ClusterMessenger {

	/**
	 * Send a message.
	 * @param receiver the primary, or a worker that listens
	 * @param payload the message
	 * @return completed when the listeners of the receiver have heard the message, or
	 * with a {@link ClusterMessageException}
	 * @throws MessageNotDeliveredException if the receiver is not there, is not
	 * listening, or does not keep up
	 * @throws MessageTooLargeException if the message is larger than
	 * {@code cluster.channel.max-message-size}
	 * @throws IllegalArgumentException if the message cannot be written as JSON
	 */
	CompletableFuture<Void> send(ClusterAddress receiver, Object payload);

	/**
	 * Send a message to all others: the primary and every other worker that listens.
	 * @param payload the message
	 * @return completed when it has reached all of them that are still there, with their
	 * number
	 * @throws MessageTooLargeException if the message is larger than
	 * {@code cluster.channel.max-message-size}
	 * @throws IllegalArgumentException if the message cannot be written as JSON
	 */
	CompletableFuture<Integer> broadcast(Object payload);

	/**
	 * Send a message that is replied to by the {@link ClusterRequestHandler} of the
	 * receiver. A request that is cancelled, or out of time, is not waited for any more.
	 * @param <T> the type of the reply
	 * @param receiver the primary, or a worker that listens
	 * @param payload the message
	 * @param replyType the type of the reply
	 * @param timeout how long the reply may take
	 * @return completed with the reply, which is {@code null} if the handler returned
	 * that, or with a {@link ClusterMessageException}
	 * @throws MessageNotDeliveredException if the receiver is not there, is not
	 * listening, or does not keep up
	 * @throws MessageTooLargeException if the message is larger than
	 * {@code cluster.channel.max-message-size}
	 * @throws IllegalArgumentException if the message cannot be written as JSON
	 */
	<T> CompletableFuture<T> request(ClusterAddress receiver, Object payload, Class<T> replyType, Duration timeout);

	/**
	 * Send a message that is replied to with a generic type.
	 * @param <T> the type of the reply
	 * @param receiver the primary, or a worker that listens
	 * @param payload the message
	 * @param replyType the type of the reply
	 * @param timeout how long the reply may take
	 * @return completed with the reply, which is {@code null} if the handler returned
	 * that, or with a {@link ClusterMessageException}
	 * @throws MessageNotDeliveredException if the receiver is not there, is not
	 * listening, or does not keep up
	 * @throws MessageTooLargeException if the message is larger than
	 * {@code cluster.channel.max-message-size}
	 * @throws IllegalArgumentException if the message cannot be written as JSON
	 * @see #request(ClusterAddress, Object, Class, Duration)
	 */
	<T> CompletableFuture<T> request(ClusterAddress receiver, Object payload, ParameterizedTypeReference<T> replyType,
			Duration timeout);

}
