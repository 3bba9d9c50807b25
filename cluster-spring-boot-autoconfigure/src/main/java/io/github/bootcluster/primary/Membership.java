package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Takes a picture of the members of the cluster, which is all that every process knows.
 */
final class Membership {

	private Membership() {
	}

	static Message.Members of(WorkerPool pool, @Nullable Integer leaderId) {
		List<ClusterWorker> workers = pool.all().stream().map(Membership::toMember).toList();
		return new Message.Members(workers, leaderId);
	}

	private static ClusterWorker toMember(WorkerSlot slot) {
		WorkerHandle worker = slot.getLivingCurrent();
		return (worker != null) ? toMember(worker) : toMemberWithoutProcess(slot);
	}

	private static ClusterWorker toMember(WorkerHandle worker) {
		return new ClusterWorker(worker.getId(), worker.getPid(), worker.getState(), worker.getGeneration(),
				worker.getPort());
	}

	private static ClusterWorker toMemberWithoutProcess(WorkerSlot slot) {
		return new ClusterWorker(slot.getId(), null, slot.getStateWithoutProcess(), slot.getGeneration(), null);
	}

}
