package io.github.bootcluster.messaging;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.RequestTimeoutException;

/**
 * The reply to a request, as the sender of the request waits for it.
 *
 * @param <T> the type of the reply
 */
final class PendingReply<T> extends CompletableFuture<T> {

	private final ClusterAddress receiver;

	private final Type type;

	private final Duration timeout;

	private final long timeoutNanos;

	private final long start;

	/**
	 * Create a new reply.
	 * @param receiver who is to reply
	 * @param type the type of the reply
	 * @param timeout how long to wait for it
	 * @param nanoTime the time
	 */
	PendingReply(ClusterAddress receiver, Type type, Duration timeout, long nanoTime) {
		this.receiver = receiver;
		this.type = type;
		this.timeout = timeout;
		this.timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
		this.start = nanoTime;
	}

	boolean isOverdue(long nanoTime) {
		return nanoTime - this.start >= this.timeoutNanos;
	}

	void expire() {
		completeExceptionally(new RequestTimeoutException(this.receiver, this.timeout));
	}

	@SuppressWarnings("unchecked")
	void complete(PayloadMapper mapper, byte[] json) {
		complete((T) mapper.read(json, this.type));
	}

}
