package io.github.bootcluster.primary;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;

/**
 * Takes a picture of the cluster that can leave the supervisor's thread.
 */
final class StatusSnapshot {

	private static final ClusterStatus.Primary PRIMARY = new ClusterStatus.Primary(ProcessHandle.current().pid(),
			ProcessHandle.current().info().startInstant().orElseGet(Instant::now));

	private final WorkerPool pool;

	private final RollingRestarts rollingRestarts;

	private final Steering steering;

	StatusSnapshot(WorkerPool pool, RollingRestarts rollingRestarts, Steering steering) {
		this.pool = pool;
		this.rollingRestarts = rollingRestarts;
		this.steering = steering;
	}

	ClusterStatus toStatus() {
		List<WorkerStatus> instances = this.pool.all().stream().map(this::toStatus).toList();
		RollingRestart rollingRestart = this.rollingRestarts.getLatest();
		return new ClusterStatus(PRIMARY, this.rollingRestarts.getGeneration(), SchedulingPolicy.REUSE_PORT,
				this.steering.getProtection(), this.steering.getObstacle(),
				new ClusterStatus.Workers(this.pool.desired(), this.pool.listening()),
				(rollingRestart != null) ? rollingRestart.toStatus() : null, instances);
	}

	private WorkerStatus toStatus(WorkerSlot slot) {
		WorkerHandle worker = slot.getLivingCurrent();
		return (worker != null) ? toStatus(slot, worker) : toStatusWithoutProcess(slot);
	}

	private WorkerStatus toStatusWithoutProcess(WorkerSlot slot) {
		return new WorkerStatus(slot.getId(), null, slot.getStateWithoutProcess(), slot.getGeneration(),
				slot.getRestarts(), null, null, null, null, null, null, null, null, slot.getLastExit());
	}

	private WorkerStatus toStatus(WorkerSlot slot, WorkerHandle worker) {
		WorkerStatistics statistics = worker.getStatistics();
		return new WorkerStatus(slot.getId(), worker.getPid(), worker.getState(), worker.getGeneration(),
				slot.getRestarts(), worker.getPort(), worker.getStartTime(), worker.getListeningTime(),
				worker.getLastHeartbeat(), (statistics != null) ? statistics.memory() : null,
				(statistics != null) ? statistics.cpu() : null, (statistics != null) ? statistics.connections() : null,
				(statistics != null) ? statistics.requests() : null, slot.getLastExit());
	}

}
