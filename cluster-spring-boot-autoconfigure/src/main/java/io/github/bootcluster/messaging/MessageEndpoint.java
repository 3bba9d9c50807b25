package io.github.bootcluster.messaging;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.RequestFailedException;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;

/**
 * Where messages of the application leave this process, and arrive. Safe for use by
 * several threads.
 *
 * @since 0.1.0
 */
public final class MessageEndpoint implements ClusterMessenger {

	private final Peer self;

	private final Peers peers;

	private final Carrier carrier;

	private final Duration sendTimeout;

	private final PayloadMapper mapper;

	private final MessageReceiver receiver;

	private final MessageCounts counts = new MessageCounts();

	private final MessagingThreads threads = new MessagingThreads();

	private final ReplyTimeouts timeouts = new ReplyTimeouts(this.threads.timer(), this::expireReplies);

	private final Map<Peer, Link> links = new ConcurrentHashMap<>();

	private final Map<Peer, Inbox> inboxes = new ConcurrentHashMap<>();

	/**
	 * Create a new endpoint. It has no threads before it has something to do.
	 * @param self this process
	 * @param cluster knows the other processes
	 * @param carrier takes parcels to them
	 * @param sendTimeout how long senders wait for a receiver that does not keep up
	 * @param mapper writes and reads messages
	 * @param receiver hands messages to the application
	 */
	MessageEndpoint(Peer self, Cluster cluster, Carrier carrier, Duration sendTimeout, PayloadMapper mapper,
			MessageReceiver receiver) {
		this.self = self;
		this.peers = new Peers(cluster, self);
		this.carrier = carrier;
		this.sendTimeout = sendTimeout;
		this.mapper = mapper;
		this.receiver = receiver;
	}

	@Override
	public CompletableFuture<Void> send(ClusterAddress receiver, Object payload) {
		byte[] json = write(payload);
		return getLink(this.peers.get(receiver)).send(PayloadTypes.namesOf(payload), json);
	}

	@Override
	public CompletableFuture<Integer> broadcast(Object payload) {
		byte[] json = write(payload);
		List<Link> others = this.peers.others().stream().map(this::getLink).toList();
		return new Broadcast(PayloadTypes.namesOf(payload), json).send(others, this.sendTimeout);
	}

	@Override
	public <T> CompletableFuture<T> request(ClusterAddress receiver, Object payload, Class<T> replyType,
			Duration timeout) {
		return request(receiver, payload, (Type) replyType, timeout);
	}

	@Override
	public <T> CompletableFuture<T> request(ClusterAddress receiver, Object payload,
			ParameterizedTypeReference<T> replyType, Duration timeout) {
		return request(receiver, payload, replyType.getType(), timeout);
	}

	private <T> CompletableFuture<T> request(ClusterAddress receiver, Object payload, Type replyType,
			Duration timeout) {
		byte[] json = write(payload);
		Link link = getLink(this.peers.get(receiver));
		PendingReply<T> reply = new PendingReply<>(receiver, replyType, timeout, System.nanoTime());
		link.request(PayloadTypes.namesOf(payload), json, reply);
		this.timeouts.watch();
		return reply;
	}

	private byte[] write(Object payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return this.mapper.write(payload);
	}

	private boolean expireReplies() {
		long now = System.nanoTime();
		this.links.values().forEach((link) -> link.expireReplies(now));
		return countPendingReplies() > 0;
	}

	/**
	 * Take in a parcel for this process. Does not block.
	 * @param parcel the parcel
	 */
	public void received(Parcel parcel) {
		Link link = this.links.get(parcel.from());
		if (parcel.kind().isForListeners()) {
			this.counts.addReceived();
			getInbox(parcel.from()).add(parcel);
		}
		else if (parcel.kind() == Kind.DEPARTURE) {
			departed(parcel.from());
		}
		else if (link != null) {
			answered(link, parcel);
		}
	}

	private void answered(Link link, Parcel parcel) {
		switch (parcel.kind()) {
			case REPLY -> link.replied(parcel.number(), this.mapper, parcel.content());
			case FAILURE ->
				link.failed(parcel.number(), (address) -> new RequestFailedException(address, parcel.detail()));
			case REFUSAL -> link.refused(parcel.number(), parcel.detail());
			default -> link.taken(parcel.number());
		}
	}

	/**
	 * Note that there is no way to the other processes any more: what is waited for is
	 * lost.
	 */
	public void disconnected() {
		List.copyOf(this.links.keySet()).forEach(this::departed);
	}

	private void departed(Peer peer) {
		this.inboxes.remove(peer);
		Link link = this.links.remove(peer);
		if (link != null) {
			link.close();
		}
	}

	private Link getLink(Peer peer) {
		return this.links.computeIfAbsent(peer, this::createLink);
	}

	private Link createLink(Peer peer) {
		return new Link(this.self, peer, this::carry, new Window(this.mapper.getMaxSize(), System::nanoTime),
				this.sendTimeout, new Lane(this.threads.lanes()));
	}

	private boolean carry(Parcel parcel) {
		boolean carried = this.carrier.carry(parcel);
		if (carried) {
			this.counts.addSent();
		}
		return carried;
	}

	private Inbox getInbox(Peer peer) {
		return this.inboxes.computeIfAbsent(peer,
				(sender) -> new Inbox(this.receiver, this.mapper, this.carrier, new Lane(this.threads.lanes())));
	}

	/**
	 * Return how many messages were sent and received.
	 * @return the counts, which go on
	 */
	public MessageCounts getCounts() {
		return this.counts;
	}

	int countPendingReplies() {
		return this.links.values().stream().mapToInt(Link::countPendingReplies).sum();
	}

	int countPeers() {
		return Math.max(this.links.size(), this.inboxes.size());
	}

}
