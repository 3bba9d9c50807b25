package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessageException;
import io.github.bootcluster.MessageBacklogException;
import io.github.bootcluster.MessageLostException;
import io.github.bootcluster.MessageNotDeliveredException;
import io.github.bootcluster.RequestFailedException;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What this process sends to one other: in order, no more at a time than its window
 * allows, and remembered until it was answered. What becomes of it is told on a lane, so
 * that callbacks of the application do not keep the thread that reads.
 */
final class Link {

	private final Peer self;

	private final Peer peer;

	private final Carrier carrier;

	private final Window window;

	private final Duration sendTimeout;

	private final Lane answers;

	private final Deque<Outgoing> outgoing = new ArrayDeque<>();

	private final Map<Long, PendingReply<?>> replies = new ConcurrentHashMap<>();

	private long number;

	Link(Peer self, Peer peer, Carrier carrier, Window window, Duration sendTimeout, Lane answers) {
		this.self = self;
		this.peer = peer;
		this.carrier = carrier;
		this.window = window;
		this.sendTimeout = sendTimeout;
		this.answers = answers;
	}

	CompletableFuture<Void> send(String types, byte[] json) {
		return send(types, json, this.sendTimeout);
	}

	CompletableFuture<Void> send(String types, byte[] json, Duration timeout) {
		awaitRoom(Kind.NOTICE, json.length, timeout);
		CompletableFuture<Void> taken = new CompletableFuture<>();
		send(Kind.NOTICE, types, json, taken, null);
		return taken;
	}

	void request(String types, byte[] json, PendingReply<?> reply) {
		awaitRoom(Kind.REQUEST, json.length, this.sendTimeout);
		send(Kind.REQUEST, types, json, null, reply);
	}

	private void send(Kind kind, String types, byte[] json, @Nullable CompletableFuture<Void> notice,
			@Nullable PendingReply<?> reply) {
		synchronized (this.outgoing) {
			requireOpen();
			long number = ++this.number;
			this.outgoing.add(new Outgoing(number, json.length, notice));
			if (reply != null) {
				expect(number, reply);
			}
			carry(new Parcel(kind, this.self, this.peer, number, types, json));
		}
	}

	private void awaitRoom(Kind kind, int size, Duration timeout) {
		try {
			if (!this.window.acquire(kind, size, timeout)) {
				requireOpen();
				throw new MessageBacklogException(getAddress(), timeout);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MessageNotDeliveredException(getAddress(), "the thread was interrupted while it waited");
		}
	}

	private void requireOpen() {
		if (this.window.isClosed()) {
			throw new MessageNotDeliveredException(getAddress(), "the process has ended");
		}
	}

	private void expect(long number, PendingReply<?> reply) {
		this.replies.put(number, reply);
		reply.whenComplete((result, ex) -> {
			this.replies.remove(number);
			this.window.answered();
		});
	}

	private void carry(Parcel parcel) {
		if (!this.carrier.carry(parcel)) {
			Outgoing dropped = this.outgoing.removeLast();
			this.window.release(dropped.size());
			forget(parcel.number());
			throw new MessageNotDeliveredException(getAddress(), "the channel between the processes does not take it");
		}
	}

	private void forget(long number) {
		PendingReply<?> reply = this.replies.get(number);
		if (reply != null) {
			reply.cancel(false);
		}
	}

	/**
	 * Note that the receiver has taken all messages up to one.
	 * @param number the number of that one
	 */
	void taken(long number) {
		List<CompletableFuture<Void>> notices = new ArrayList<>();
		synchronized (this.outgoing) {
			for (Outgoing first = this.outgoing.peek(); first != null
					&& first.number() <= number; first = this.outgoing.peek()) {
				this.outgoing.remove();
				this.window.release(first.size());
				if (first.notice() != null) {
					notices.add(first.notice());
				}
			}
		}
		if (!notices.isEmpty()) {
			this.answers.execute(() -> notices.forEach((notice) -> notice.complete(null)));
		}
	}

	/**
	 * Note that the receiver has replied. One that nobody waits for any more is dropped.
	 * @param number the number of the request
	 * @param mapper reads the reply
	 * @param json the reply
	 */
	void replied(long number, PayloadMapper mapper, byte[] json) {
		taken(number);
		PendingReply<?> reply = this.replies.remove(number);
		if (reply != null) {
			this.answers.execute(() -> complete(reply, mapper, json));
		}
	}

	private void complete(PendingReply<?> reply, PayloadMapper mapper, byte[] json) {
		try {
			reply.complete(mapper, json);
		}
		catch (IllegalArgumentException ex) {
			reply.completeExceptionally(
					new RequestFailedException(getAddress(), "the reply is not as expected. " + ex.getMessage()));
		}
	}

	/**
	 * Note that the receiver has taken a request, and failed.
	 * @param number the number of the request
	 * @param failure creates what its sender is told
	 */
	void failed(long number, Function<ClusterAddress, ClusterMessageException> failure) {
		taken(number);
		fail(number, null, failure);
	}

	/**
	 * Note that one message has not reached its receiver.
	 * @param number the number of the message
	 * @param reason why
	 */
	void refused(long number, String reason) {
		fail(number, remove(number), (address) -> new MessageNotDeliveredException(address, reason));
	}

	private @Nullable Outgoing remove(long number) {
		synchronized (this.outgoing) {
			Outgoing refused = this.outgoing.stream()
				.filter((candidate) -> candidate.number() == number)
				.findFirst()
				.orElse(null);
			if (refused != null) {
				this.outgoing.remove(refused);
				this.window.release(refused.size());
			}
			return refused;
		}
	}

	private void fail(long number, @Nullable Outgoing refused,
			Function<ClusterAddress, ClusterMessageException> failure) {
		CompletableFuture<?> waiting = (refused != null && refused.notice() != null) ? refused.notice()
				: this.replies.remove(number);
		if (waiting != null) {
			this.answers.execute(() -> waiting.completeExceptionally(failure.apply(getAddress())));
		}
	}

	/**
	 * Tell replies whose time is over.
	 * @param nanoTime the time
	 */
	void expireReplies(long nanoTime) {
		this.replies.values()
			.stream()
			.filter((reply) -> reply.isOverdue(nanoTime))
			.forEach((reply) -> this.answers.execute(reply::expire));
	}

	/**
	 * Note that the receiver has ended.
	 */
	void close() {
		this.window.close();
		List<CompletableFuture<?>> lost = new ArrayList<>();
		synchronized (this.outgoing) {
			this.outgoing.stream().map(Outgoing::notice).forEach((notice) -> addIfPresent(lost, notice));
			this.outgoing.clear();
			lost.addAll(this.replies.values());
		}
		this.answers.execute(
				() -> lost.forEach((future) -> future.completeExceptionally(new MessageLostException(getAddress()))));
	}

	private void addIfPresent(List<CompletableFuture<?>> futures, @Nullable CompletableFuture<?> future) {
		if (future != null) {
			futures.add(future);
		}
	}

	boolean isClosed() {
		return this.window.isClosed();
	}

	private ClusterAddress getAddress() {
		return this.peer.toAddress();
	}

	int countPendingReplies() {
		return this.replies.size();
	}

}
