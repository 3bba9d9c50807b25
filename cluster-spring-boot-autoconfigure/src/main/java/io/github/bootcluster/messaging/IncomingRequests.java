package io.github.bootcluster.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one other process that are handled here. A handler that replies later
 * does not keep those behind it; what has not been replied to is limited nevertheless, as
 * a sender gives up after its timeout, while its request is still held here.
 */
final class IncomingRequests {

	/**
	 * As many as a sender waits for at a time.
	 */
	static final int MAX_UNFINISHED = Window.MESSAGES;

	private static final Log logger = LogFactory.getLog(IncomingRequests.class);

	private static final int MAX_FAILURE_LENGTH = 1000;

	private final MessageReceiver receiver;

	private final PayloadMapper mapper;

	private final Carrier carrier;

	private final AtomicInteger unfinished = new AtomicInteger();

	IncomingRequests(MessageReceiver receiver, PayloadMapper mapper, Carrier carrier) {
		this.receiver = receiver;
		this.mapper = mapper;
		this.carrier = carrier;
	}

	/**
	 * Have a request handled.
	 * @param request the request
	 * @return {@code true} if it was replied to at once
	 */
	boolean handle(Parcel request) {
		if (this.unfinished.get() >= MAX_UNFINISHED) {
			return refuse(request, "it has not finished %d earlier requests".formatted(MAX_UNFINISHED));
		}
		Payload payload = Payload.of(request);
		CompletionStage<@Nullable Object> reply = start(payload, request.from());
		if (reply == null) {
			return refuse(request, "it has no handler for " + payload.types().stream().findFirst().orElse("it"));
		}
		return answerWhenComplete(request.answer(Kind.REPLY, ""), reply);
	}

	private @Nullable CompletionStage<@Nullable Object> start(Payload request, Peer sender) {
		try {
			return this.receiver.handle(request, sender);
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private boolean answerWhenComplete(Parcel envelope, CompletionStage<@Nullable Object> reply) {
		CompletableFuture<Boolean> answered = new CompletableFuture<>();
		this.unfinished.incrementAndGet();
		reply.whenComplete((result, ex) -> {
			this.unfinished.decrementAndGet();
			answered.complete((ex != null) ? fail(envelope, unwrap(ex)) : answer(envelope, result));
		});
		return answered.getNow(false);
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

	private boolean answer(Parcel envelope, @Nullable Object result) {
		try {
			byte[] json = this.mapper.write(result);
			Parcel reply = new Parcel(Kind.REPLY, envelope.from(), envelope.to(), envelope.number(), "", json);
			return this.carrier.carry(reply) || this.carrier.carry(reply.unread());
		}
		catch (RuntimeException | Error ex) {
			return fail(envelope, ex);
		}
	}

	private boolean fail(Parcel envelope, Throwable failure) {
		logger.debug("A request of " + envelope.to().toAddress() + " failed", failure);
		String text = failure.toString();
		return this.carrier.carry(envelope.failure(text.substring(0, Math.min(text.length(), MAX_FAILURE_LENGTH))));
	}

	private boolean refuse(Parcel request, String reason) {
		this.carrier.carry(request.answer(Kind.REFUSAL, reason));
		return false;
	}

}
