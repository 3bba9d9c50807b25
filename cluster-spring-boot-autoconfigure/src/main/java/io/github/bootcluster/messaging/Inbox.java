package io.github.bootcluster.messaging;

import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What one other process sends to this one: handed to the application in order, one after
 * the other, and confirmed as soon as that is done, so that the sender may send more.
 */
final class Inbox {

	private static final Log logger = LogFactory.getLog(Inbox.class);

	/**
	 * A busy receiver confirms many messages at once, long before the window is full.
	 */
	private static final int RECEIPT_INTERVAL = Window.MESSAGES / 4;

	private final MessageReceiver receiver;

	private final Carrier carrier;

	private final Lane lane;

	private final IncomingRequests requests;

	private final int receiptBytes;

	private int unconfirmed;

	private long unconfirmedBytes;

	Inbox(MessageReceiver receiver, PayloadMapper mapper, Carrier carrier, Lane lane) {
		this.receiver = receiver;
		this.carrier = carrier;
		this.lane = lane;
		this.requests = new IncomingRequests(receiver, mapper, this::carry);
		this.receiptBytes = mapper.getMaxSize() / 4;
	}

	void add(Parcel parcel) {
		this.lane.execute(() -> take(parcel));
	}

	private void take(Parcel parcel) {
		if (answered(parcel)) {
			// a reply confirms all before it, too
			forgetUnconfirmed();
		}
		else {
			confirm(parcel);
		}
	}

	private boolean answered(Parcel parcel) {
		if (!this.receiver.isActive()) {
			carry(parcel.answer(Kind.REFUSAL, "it is about to end"));
		}
		else if (parcel.kind() == Kind.REQUEST) {
			return this.requests.handle(parcel);
		}
		else {
			hear(parcel);
		}
		return false;
	}

	private void hear(Parcel parcel) {
		try {
			this.receiver.hear(Payload.of(parcel), parcel.from());
		}
		catch (RuntimeException | Error ex) {
			logger.error("A listener failed to handle a message of " + parcel.from().toAddress(), ex);
		}
	}

	private void confirm(Parcel parcel) {
		this.unconfirmed++;
		this.unconfirmedBytes += parcel.content().length;
		if (this.lane.isEmpty() || this.unconfirmed >= RECEIPT_INTERVAL || this.unconfirmedBytes >= this.receiptBytes) {
			forgetUnconfirmed();
			carry(parcel.answer(Kind.RECEIPT, ""));
		}
	}

	private void forgetUnconfirmed() {
		this.unconfirmed = 0;
		this.unconfirmedBytes = 0;
	}

	private boolean carry(Parcel answer) {
		boolean carried = this.carrier.carry(answer);
		if (!carried) {
			logger.debug("Dropped " + answer);
		}
		return carried;
	}

}
