package io.github.bootcluster.channel;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The replies that somebody waits for.
 */
final class PendingReplies {

	private final AtomicLong numbers = new AtomicLong();

	private final Map<Long, CompletableFuture<Message.Reply>> futures = new ConcurrentHashMap<>();

	private volatile @Nullable IOException failure;

	long nextNumber() {
		return this.numbers.incrementAndGet();
	}

	/**
	 * Wait for a reply from now on.
	 * @param number the number of the request
	 * @return what will be completed by the reply, or by the end of the channel
	 */
	CompletableFuture<Message.Reply> expect(long number) {
		CompletableFuture<Message.Reply> future = new CompletableFuture<>();
		this.futures.put(number, future);
		IOException failure = this.failure;
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		return future;
	}

	/**
	 * Stop waiting for a reply.
	 * @param number the number of the request
	 */
	void forget(long number) {
		this.futures.remove(number);
	}

	/**
	 * Hand over a reply. One that nobody waits for any more is dropped.
	 * @param reply the reply
	 */
	void complete(Message.Reply reply) {
		CompletableFuture<Message.Reply> future = this.futures.remove(reply.number());
		if (future != null) {
			future.complete(reply);
		}
	}

	/**
	 * Fail all who wait, and all who will.
	 * @param failure why there will be no reply
	 */
	void fail(IOException failure) {
		this.failure = failure;
		this.futures.values().forEach((future) -> future.completeExceptionally(failure));
	}

	int size() {
		return this.futures.size();
	}

}
