package io.github.bootcluster.event;

import io.github.bootcluster.ClusterAddress;

import org.springframework.core.ResolvableType;
import org.springframework.core.ResolvableTypeProvider;

/**
 * A message of another process of the cluster, or of this one. Published on a thread of
 * its own for each sender, only if there is a listener for the type of the message.
 *
 * @param <T> the type of the message
 * @since 0.1.0
 */
public final class ClusterMessageEvent<T> implements ResolvableTypeProvider {

	private final T payload;

	private final ResolvableType payloadType;

	private final ClusterAddress sender;

	private final long senderPid;

	/**
	 * Create a new event.
	 * @param payload the message
	 * @param payloadType the type that listeners have declared for it
	 * @param sender who has sent it
	 * @param senderPid the id of the process that has sent it
	 */
	public ClusterMessageEvent(T payload, ResolvableType payloadType, ClusterAddress sender, long senderPid) {
		this.payload = payload;
		this.payloadType = payloadType;
		this.sender = sender;
		this.senderPid = senderPid;
	}

	/**
	 * Return the message.
	 * @return the message
	 */
	public T getPayload() {
		return this.payload;
	}

	/**
	 * Return who has sent the message: a reply can be sent there.
	 * @return the sender
	 */
	public ClusterAddress getSender() {
		return this.sender;
	}

	/**
	 * Return the id of the process that has sent the message.
	 * @return the process id
	 */
	public long getSenderPid() {
		return this.senderPid;
	}

	@Override
	public ResolvableType getResolvableType() {
		return ResolvableType.forClassWithGenerics(ClusterMessageEvent.class, this.payloadType);
	}

	@Override
	public String toString() {
		return "ClusterMessageEvent[payload=" + this.payload + ", sender=" + this.sender + "]";
	}

}
