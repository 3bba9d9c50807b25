package io.github.bootcluster.messaging;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What one other process sends to this one: handed to the application in order, one after
 * the other, and confirmed as soon as that is done, so that the sender may send more.
 */
final class Inbox {

	private static final Log logger = LogFactory.getLog(Inbox.class);

	private static final int MAX_FAILURE_LENGTH = 1000;

	/**
	 * A busy receiver confirms many messages at once, long before the window is full.
	 */
	private static final int RECEIPT_INTERVAL = Window.MESSAGES / 4;

	private final MessageReceiver receiver;

	private final PayloadMapper mapper;

	private final Carrier carrier;

	private final Lane lane;

	private int unconfirmed;

	private long unconfirmedBytes;

	Inbox(MessageReceiver receiver, PayloadMapper mapper, Carrier carrier, Lane lane) {
		this.receiver = receiver;
		this.mapper = mapper;
		this.carrier = carrier;
		this.lane = lane;
	}

	void add(Parcel parcel) {
		this.lane.execute(() -> take(parcel));
	}

	private void take(Parcel parcel) {
		if (parcel.kind() == Kind.REQUEST) {
			handle(parcel);
		}
		else {
			hear(parcel);
			confirm(parcel);
		}
	}

	private void hear(Parcel parcel) {
		try {
			this.receiver.hear(payload(parcel), parcel.from());
		}
		catch (RuntimeException | Error ex) {
			logger.error("A listener failed to handle a message of " + parcel.from().toAddress(), ex);
		}
	}

	private void handle(Parcel parcel) {
		CompletionStage<@Nullable Object> reply = startHandling(parcel);
		if (reply != null && !reply.toCompletableFuture().isDone()) {
			confirm(parcel);
		}
		else {
			// the answer confirms it
			forgetUnconfirmed();
		}
		if (reply == null) {
			send(parcel.answer(Kind.REFUSAL, "it has no handler for " + parcel.detail()));
		}
		else {
			reply.whenComplete((result, ex) -> answer(parcel, result, ex));
		}
	}

	private @Nullable CompletionStage<@Nullable Object> startHandling(Parcel parcel) {
		try {
			return this.receiver.handle(payload(parcel), parcel.from());
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void answer(Parcel request, @Nullable Object result, @Nullable Throwable failure) {
		if (failure != null) {
			fail(request, (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
					: failure);
			return;
		}
		try {
			byte[] json = this.mapper.write(result);
			send(new Parcel(Kind.REPLY, request.to(), request.from(), request.number(), "", json));
		}
		catch (RuntimeException ex) {
			fail(request, ex);
		}
	}

	private void fail(Parcel request, Throwable failure) {
		logger.debug("A request of " + request.from().toAddress() + " failed", failure);
		String text = failure.toString();
		send(request.answer(Kind.FAILURE, text.substring(0, Math.min(text.length(), MAX_FAILURE_LENGTH))));
	}

	private void confirm(Parcel parcel) {
		this.unconfirmed++;
		this.unconfirmedBytes += parcel.content().length;
		if (this.lane.isEmpty() || this.unconfirmed >= RECEIPT_INTERVAL
				|| this.unconfirmedBytes >= this.mapper.getMaxSize() / 4) {
			forgetUnconfirmed();
			send(parcel.answer(Kind.RECEIPT, ""));
		}
	}

	private void forgetUnconfirmed() {
		this.unconfirmed = 0;
		this.unconfirmedBytes = 0;
	}

	private void send(Parcel answer) {
		if (!this.carrier.carry(answer)) {
			logger.debug("Dropped " + answer);
		}
	}

	private Payload payload(Parcel parcel) {
		return new Payload(PayloadTypes.parse(parcel.detail()), parcel.content());
	}

}
