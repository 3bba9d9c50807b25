package io.github.bootcluster.worker;

import java.util.function.Consumer;

import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;

/**
 * What this worker knows of the cluster, and its own part in it, as the primary tells.
 * Safe for use by several threads.
 */
final class ClusterNews {

	private final LocalEvents events = new LocalEvents();

	private final OwnLeadership leadership;

	private final RemoteTaskClaims claims;

	private volatile Message.Members members = Message.Members.NONE;

	private volatile Message.Figures figures = Message.Figures.NONE;

	ClusterNews(Consumer<Message> primary) {
		this.leadership = new OwnLeadership(primary, this.events::publish);
		this.claims = new RemoteTaskClaims(primary);
	}

	Message.Members getMembers() {
		return this.members;
	}

	Message.Figures getFigures() {
		return this.figures;
	}

	boolean isLeader() {
		return this.leadership.isLeading();
	}

	TaskClaims getClaims() {
		return this.claims;
	}

	void received(Message message) {
		if (message instanceof Message.Members told) {
			this.members = told;
		}
		else if (message instanceof Message.Figures told) {
			this.figures = told;
		}
		else if (message instanceof Message.Announcement announcement) {
			announcement.events().forEach(this.events::publish);
		}
		else if (message instanceof Message.LeadershipGrant grant) {
			this.leadership.granted(grant.first());
		}
		else if (message instanceof Message.LeadershipRevocation) {
			this.leadership.revoked();
		}
		else if (message instanceof Message.TaskGrant grant) {
			this.claims.granted(grant.name(), grant.run());
		}
	}

	void publishTo(Consumer<ClusterEvent> publisher) {
		this.events.start(publisher);
	}

	/**
	 * Note that this worker is to stop: it gets nothing more to do.
	 */
	void stopping() {
		this.claims.end();
	}

	/**
	 * Note that there is no primary any more.
	 */
	void orphaned() {
		this.claims.end();
		this.leadership.end();
	}

	void resign() {
		this.leadership.end();
	}

	void endEvents() {
		this.events.end();
	}

}
