package io.github.bootcluster.primary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Collects what happens and tells it to the primary and to all workers at once: first who
 * the members of the cluster are and what was counted, then what has happened to them.
 * Owned by the supervisor's thread.
 */
final class Announcements {

	private static final Log logger = LogFactory.getLog(Announcements.class);

	private final List<ClusterEvent> events = new ArrayList<>();

	private final WorkerPool pool;

	private final SupervisorListener listener;

	private Message.Members members = Message.Members.NONE;

	Announcements(WorkerPool pool, SupervisorListener listener) {
		this.pool = pool;
		this.listener = listener;
	}

	void add(ClusterEvent event) {
		this.events.add(event);
	}

	/**
	 * Tell all that has been added since the last time.
	 * @param members the members of the cluster as they are now
	 * @param figures what was counted until now
	 */
	void make(Message.Members members, Message.Figures figures) {
		List<ClusterEvent> happened = List.copyOf(this.events);
		this.events.clear();
		tellPrimary(members, happened);
		this.pool.living().stream().filter(WorkerHandle::isReachable).forEach((worker) -> {
			tellSafely(worker, members, worker::tell);
			worker.tell(figures);
			tell(worker, happened);
		});
	}

	private void tellPrimary(Message.Members members, List<ClusterEvent> happened) {
		if (!members.equals(this.members)) {
			this.members = members;
			this.listener.membersChanged(members);
		}
		happened.forEach(this.listener::publish);
	}

	private void tell(WorkerHandle worker, List<ClusterEvent> happened) {
		if (!happened.isEmpty()) {
			try {
				worker.send(new Message.Announcement(happened));
			}
			catch (MessageTooLargeException ex) {
				// the output of a worker that failed may be long
				happened.forEach((event) -> tellSafely(worker, new Message.Announcement(List.of(event)), worker::send));
			}
		}
	}

	private <T extends Message> void tellSafely(WorkerHandle worker, T message, Consumer<T> send) {
		try {
			send.accept(message);
		}
		catch (MessageTooLargeException ex) {
			logger.warn("%s cannot be told what happened: %s".formatted(worker, ex.getMessage()));
		}
	}

}
