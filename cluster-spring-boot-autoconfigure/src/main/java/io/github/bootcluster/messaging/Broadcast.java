package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.MessageBacklogException;
import io.github.bootcluster.MessageNotDeliveredException;

/**
 * One message to many receivers. Those that leave in the meantime do not count; one that
 * is there, but does not keep up, is a failure.
 */
final class Broadcast {

	private final String types;

	private final byte[] json;

	private final List<CompletableFuture<Integer>> outcomes = new ArrayList<>();

	Broadcast(String types, byte[] json) {
		this.types = types;
		this.json = json;
	}

	/**
	 * Send the message. Receivers that keep up do not have to wait for those that do not.
	 * @param receivers the receivers
	 * @param timeout how long to wait for one that does not keep up
	 * @return completed when all of them have answered or are gone, with the number of
	 * those that have taken it
	 */
	CompletableFuture<Integer> send(List<Link> receivers, Duration timeout) {
		List<Link> slow = receivers.stream().filter((receiver) -> !sendAtOnce(receiver)).toList();
		slow.forEach((receiver) -> send(receiver, timeout));
		return CompletableFuture.allOf(this.outcomes.toArray(CompletableFuture[]::new))
			.thenApply((all) -> this.outcomes.stream().mapToInt(CompletableFuture::join).sum());
	}

	private boolean sendAtOnce(Link receiver) {
		try {
			this.outcomes.add(count(receiver.send(this.types, this.json, Duration.ZERO)));
			return true;
		}
		catch (MessageBacklogException ex) {
			return false;
		}
		catch (MessageNotDeliveredException ex) {
			this.outcomes.add(count(receiver, ex));
			return true;
		}
	}

	private void send(Link receiver, Duration timeout) {
		try {
			this.outcomes.add(count(receiver.send(this.types, this.json, timeout)));
		}
		catch (MessageNotDeliveredException ex) {
			this.outcomes.add(count(receiver, ex));
		}
	}

	private CompletableFuture<Integer> count(CompletableFuture<Void> taken) {
		return taken.handle((result, ex) -> (ex != null) ? 0 : 1);
	}

	private CompletableFuture<Integer> count(Link receiver, MessageNotDeliveredException failure) {
		return receiver.isClosed() ? CompletableFuture.completedFuture(0) : CompletableFuture.failedFuture(failure);
	}

}
