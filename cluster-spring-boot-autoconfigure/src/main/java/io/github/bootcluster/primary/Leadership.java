package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;

import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.LeaderChangedEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has exactly one of the workers that listen lead the cluster, for as long as it listens.
 * A successor is appointed only when its predecessor has stepped down or is gone: one
 * that hangs leads until it is killed. Owned by the supervisor's thread.
 */
final class Leadership {

	private static final Log logger = LogFactory.getLog(Leadership.class);

	private final WorkerPool pool;

	private final Announcements announcements;

	private final TimeSource time;

	private @Nullable WorkerHandle leader;

	private @Nullable WorkerHandle announced;

	private boolean revoked;

	private boolean first = true;

	Leadership(WorkerPool pool, Announcements announcements, TimeSource time) {
		this.pool = pool;
		this.announcements = announcements;
		this.time = time;
	}

	@Nullable Integer getLeaderId() {
		WorkerHandle effective = getEffectiveLeader();
		return (effective != null) ? effective.getId() : null;
	}

	/*
	 * Whoever was asked to step down may not have heard it yet, but nobody is to rely on
	 * that.
	 */
	private @Nullable WorkerHandle getEffectiveLeader() {
		return this.revoked ? null : this.leader;
	}

	void received(WorkerHandle worker, Message message) {
		if (message instanceof Message.LeadershipReturned && worker == this.leader && this.revoked) {
			dismiss();
		}
	}

	/**
	 * Have the leader replaced if it is to go, and tell who leads if that has changed.
	 * @param stopping whether the cluster stops, so that nobody is to lead any more
	 */
	void progress(boolean stopping) {
		if (this.leader != null) {
			revoke(this.leader);
		}
		if (this.leader == null && !stopping) {
			appoint();
		}
		announce();
	}

	private void dismiss() {
		this.leader = null;
		this.revoked = false;
	}

	private void revoke(WorkerHandle current) {
		if (!current.isReachable()) {
			dismiss();
		}
		else if (!current.isListening() && !this.revoked) {
			this.revoked = true;
			current.send(new Message.LeadershipRevocation());
		}
	}

	/*
	 * A worker of an older generation would have to step down soon.
	 */
	private void appoint() {
		Duration now = this.time.elapsed();
		this.pool.listeningWorkers()
			.stream()
			.max(Comparator.comparing(WorkerHandle::getGeneration)
				.thenComparing((worker) -> getListened(worker, now))
				.thenComparing(WorkerHandle::getId, Comparator.reverseOrder()))
			.ifPresent(this::grant);
	}

	private Duration getListened(WorkerHandle worker, Duration now) {
		return Objects.requireNonNull(worker.getListened(now));
	}

	private void grant(WorkerHandle worker) {
		this.leader = worker;
		worker.send(new Message.LeadershipGrant(this.first));
		this.first = false;
	}

	private void announce() {
		WorkerHandle effective = getEffectiveLeader();
		if (effective != this.announced) {
			this.announced = effective;
			logger.debug((effective != null) ? effective + " leads the cluster" : "Nobody leads the cluster");
			this.announcements.add(new LeaderChangedEvent(getLeaderId()));
		}
	}

}
