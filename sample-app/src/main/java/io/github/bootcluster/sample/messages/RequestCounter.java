package io.github.bootcluster.sample.messages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the requests to this worker, and tells the primary several times per second
 * rather than with each of them.
 */
@Component
class RequestCounter {

	private final ClusterMessenger messenger;

	private final AtomicLong requests = new AtomicLong();

	private final AtomicLong untold = new AtomicLong();

	RequestCounter(ClusterMessenger messenger) {
		this.messenger = messenger;
	}

	void count() {
		this.requests.incrementAndGet();
		this.untold.incrementAndGet();
	}

	long get() {
		return this.requests.get();
	}

	/**
	 * Tell the primary of the requests that it does not know of yet.
	 * @return completed when it knows
	 */
	@Scheduled(fixedDelay = 200)
	CompletableFuture<Void> tell() {
		long counted = this.untold.getAndSet(0);
		return (counted > 0) ? this.messenger.send(ClusterAddress.primary(), new RequestsCounted(counted))
				: CompletableFuture.completedFuture(null);
	}

}
