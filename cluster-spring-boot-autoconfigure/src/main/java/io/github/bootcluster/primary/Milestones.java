package io.github.bootcluster.primary;

import io.github.bootcluster.event.ClusterReadyEvent;

/**
 * Tells what happens once in the life of a cluster.
 */
final class Milestones {

	private final WorkerPool pool;

	private final Announcements announcements;

	private final SupervisorListener listener;

	private boolean ready;

	private boolean finished;

	private boolean stopped;

	Milestones(WorkerPool pool, Announcements announcements, SupervisorListener listener) {
		this.pool = pool;
		this.announcements = announcements;
		this.listener = listener;
	}

	void announceReadiness() {
		if (!this.ready && this.pool.isEveryWorkerListening()) {
			this.ready = true;
			this.announcements.add(new ClusterReadyEvent(this.pool.desired()));
		}
	}

	void announceEnd(boolean stopping) {
		if (stopping) {
			announceStopped();
		}
		else {
			announceFinished();
		}
	}

	private void announceStopped() {
		if (!this.stopped && this.pool.isEmpty()) {
			this.stopped = true;
			this.listener.stopped();
		}
	}

	private void announceFinished() {
		if (!this.finished && this.pool.isFinished()) {
			this.finished = true;
			this.listener.finished();
		}
	}

}
