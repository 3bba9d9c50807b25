package io.github.bootcluster.worker;

import java.util.function.Consumer;

import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.event.LeadershipRevokedEvent;

/**
 * Whether this worker leads the cluster: the change first, then the event. Safe for use
 * by several threads.
 */
final class OwnLeadership {

	private final Consumer<Message> primary;

	private final Consumer<ClusterEvent> events;

	private volatile boolean leading;

	private boolean ended;

	OwnLeadership(Consumer<Message> primary, Consumer<ClusterEvent> events) {
		this.primary = primary;
		this.events = events;
	}

	boolean isLeading() {
		return this.leading;
	}

	synchronized void granted(boolean first) {
		if (!this.leading && !this.ended) {
			this.leading = true;
			this.events.accept(new LeadershipGrantedEvent(first));
		}
	}

	void revoked() {
		resign();
		this.primary.accept(new Message.LeadershipReturned());
	}

	/**
	 * Lead no more, now or in future: this worker is about to end.
	 */
	synchronized void end() {
		this.ended = true;
		resign();
	}

	private synchronized void resign() {
		if (this.leading) {
			this.leading = false;
			this.events.accept(new LeadershipRevokedEvent());
		}
	}

}
