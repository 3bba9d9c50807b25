package io.github.bootcluster.channel;

import java.util.Locale;
import java.util.Set;

/**
 * The two sides of a channel, and what each of them may say.
 */
enum Sender {

	/**
	 * A worker.
	 */
	WORKER(Message.Hello.class,
			Set.of(Message.Listening.class, Message.Heartbeat.class, Message.Disconnecting.class, Message.Request.class,
					Message.GateRequest.class, Message.GatePassed.class, Message.Steered.class,
					Message.LeadershipReturned.class, Message.TaskClaim.class, Message.TaskCompleted.class)),

	/**
	 * The primary.
	 */
	PRIMARY(Message.Welcome.class,
			Set.of(Message.GateGrant.class, Message.Steer.class, Message.Drain.class, Message.Stop.class,
					Message.Reply.class, Message.Announcement.class, Message.Members.class, Message.Figures.class,
					Message.LeadershipGrant.class, Message.LeadershipRevocation.class, Message.TaskGrant.class));

	private final Class<? extends Message> opening;

	private final Set<Class<? extends Message>> types;

	Sender(Class<? extends Message> opening, Set<Class<? extends Message>> types) {
		this.opening = opening;
		this.types = types;
	}

	Sender getPeer() {
		return (this == WORKER) ? PRIMARY : WORKER;
	}

	/**
	 * Return whether this side may send a message.
	 * @param message the message
	 * @return {@code false} if only the other side may send it
	 */
	boolean maySend(Message message) {
		return this.opening.isInstance(message) || this.types.contains(message.getClass());
	}

	/**
	 * Check the first message of this side.
	 * @param <T> the type that it must have
	 * @param message the message
	 * @param opening the type that it must have
	 * @return the message
	 * @throws ProtocolViolationException if it has another type
	 */
	<T extends Message> T requireOpening(Message message, Class<T> opening) throws ProtocolViolationException {
		if (!opening.isInstance(message)) {
			throw new ProtocolViolationException("The first message of a " + this + " must be a "
					+ opening.getSimpleName() + ", but is a " + message.getClass().getSimpleName());
		}
		return opening.cast(message);
	}

	/**
	 * Check a message of this side other than the first.
	 * @param message the message
	 * @return the message
	 * @throws ProtocolViolationException if this side may not send it
	 */
	Message requireFollowing(Message message) throws ProtocolViolationException {
		if (!this.types.contains(message.getClass())) {
			throw new ProtocolViolationException(
					"A " + this + " must not send a " + message.getClass().getSimpleName() + " now");
		}
		return message;
	}

	/**
	 * Check a parcel of this side.
	 * @param parcel the parcel
	 * @return the parcel
	 * @throws ProtocolViolationException if this side may not send it
	 */
	Parcel requireFollowing(Parcel parcel) throws ProtocolViolationException {
		if (this == WORKER && parcel.kind() == Parcel.Kind.DEPARTURE) {
			throw new ProtocolViolationException("A " + this + " must not send a " + parcel.kind());
		}
		return parcel;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
