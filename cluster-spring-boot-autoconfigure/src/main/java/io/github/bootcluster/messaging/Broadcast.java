package io.github.bootcluster.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.bootcluster.MessageBacklogException;
import io.github.bootcluster.MessageNotDeliveredException;

/**
 * The outcome of one message to many receivers. Those that leave in the meantime do not
 * count; one that is there, but does not keep up, is a failure.
 */
final class Broadcast {

	private final List<CompletableFuture<Integer>> outcomes = new ArrayList<>();

	/**
	 * Send the message to one more receiver.
	 * @param sending sends it
	 */
	void add(Supplier<CompletableFuture<Void>> sending) {
		try {
			this.outcomes.add(sending.get().handle((taken, ex) -> (ex != null) ? 0 : 1));
		}
		catch (MessageBacklogException ex) {
			this.outcomes.add(CompletableFuture.failedFuture(ex));
		}
		catch (MessageNotDeliveredException ex) {
			this.outcomes.add(CompletableFuture.completedFuture(0));
		}
	}

	/**
	 * Return how many receivers the message has reached.
	 * @return completed when all of them have answered or are gone
	 */
	CompletableFuture<Integer> whenComplete() {
		return CompletableFuture.allOf(this.outcomes.toArray(CompletableFuture[]::new))
			.thenApply((all) -> this.outcomes.stream().mapToInt(CompletableFuture::join).sum());
	}

}
