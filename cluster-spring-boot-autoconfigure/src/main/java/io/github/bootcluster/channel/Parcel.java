package io.github.bootcluster.channel;

/**
 * What processes say to each other on behalf of the application. The primary passes on
 * what is not for itself without reading the content.
 *
 * @param kind what it is
 * @param from the sender
 * @param to the receiver
 * @param number the place among all that the sender has sent to the receiver, counted
 * from 1, or what is answered
 * @param detail the names of the types of the content, or the reason of a failure
 * @param content JSON in UTF-8, or nothing
 */
public record Parcel(Kind kind, Peer from, Peer to, long number, String detail, byte[] content) implements Frame {

	/**
	 * The largest size of a detail that arrives in full, in bytes of UTF-8.
	 */
	public static final int MAX_DETAIL_SIZE = 4 * 1024;

	private static final byte[] NOTHING = {};

	/**
	 * Create a parcel without content.
	 * @param kind what it is
	 * @param from the sender
	 * @param to the receiver
	 * @param number what is answered
	 * @param detail the reason of a failure, or an empty string
	 */
	public Parcel(Kind kind, Peer from, Peer to, long number, String detail) {
		this(kind, from, to, number, detail, NOTHING);
	}

	/**
	 * Return the parcel as its sender has to be believed.
	 * @param sender who has sent it in truth
	 * @return a parcel of that sender
	 */
	public Parcel from(Peer sender) {
		return this.from.equals(sender) ? this
				: new Parcel(this.kind, sender, this.to, this.number, this.detail, this.content);
	}

	/**
	 * Return an answer to this parcel, on behalf of its receiver.
	 * @param kind the kind of the answer
	 * @param detail the reason of a failure, or an empty string
	 * @return an answer without content
	 */
	public Parcel answer(Kind kind, String detail) {
		return new Parcel(kind, this.to, this.from, this.number, detail);
	}

	/**
	 * Return what is sent instead of this reply if it cannot be sent.
	 * @param reason the reason
	 * @return a failure without content
	 */
	public Parcel failure(String reason) {
		return new Parcel(Kind.FAILURE, this.from, this.to, this.number, reason);
	}

	/**
	 * Return what is sent instead of this reply if its receiver does not read.
	 * @return a failure, small enough to get there, so that the request does not wait in
	 * vain
	 */
	public Parcel unread() {
		return failure("the reply was dropped, as it does not read what it is sent");
	}

	/**
	 * Return a description without the content, which is the application's.
	 * @return a description for people
	 */
	@Override
	public String toString() {
		return "Parcel[kind=" + this.kind + ", from=" + this.from.toAddress() + ", to=" + this.to.toAddress()
				+ ", number=" + this.number + ", size=" + this.content.length + "]";
	}

	/**
	 * What a parcel can be.
	 */
	public enum Kind {

		/**
		 * A message that is not replied to.
		 */
		NOTICE,

		/**
		 * A message that is replied to.
		 */
		REQUEST,

		/**
		 * The reply to a {@link #REQUEST}. All that was sent before that has been taken.
		 */
		REPLY,

		/**
		 * A {@link #REQUEST} has failed. All that was sent before that has been taken.
		 */
		FAILURE,

		/**
		 * A {@link #NOTICE} or {@link #REQUEST} has not reached its receiver.
		 */
		REFUSAL,

		/**
		 * All up to the number has been taken: the sender may send more.
		 */
		RECEIPT,

		/**
		 * The sender has ended, and nothing more comes from it. Only the primary says so.
		 */
		DEPARTURE;

		/**
		 * Return whether parcels of this kind are for the listeners of the application.
		 * @return {@code true} if they can be refused
		 */
		public boolean isForListeners() {
			return this == NOTICE || this == REQUEST;
		}

	}

}
