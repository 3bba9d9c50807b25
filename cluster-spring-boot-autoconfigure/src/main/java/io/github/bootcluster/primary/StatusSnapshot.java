package io.github.bootcluster.primary;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;

/**
 * Takes a picture of the cluster that can leave the supervisor's thread.
 */
final class StatusSnapshot {

	private static final ClusterStatus.Primary PRIMARY = new ClusterStatus.Primary(ProcessHandle.current().pid(),
			ProcessHandle.current().info().startInstant().orElseGet(Instant::now));

	private final WorkerPool pool;

	private final int generation;

	private final @Nullable RollingRestart rollingRestart;

	StatusSnapshot(WorkerPool pool, int generation, @Nullable RollingRestart rollingRestart) {
		this.pool = pool;
		this.generation = generation;
		this.rollingRestart = rollingRestart;
	}

	ClusterStatus toStatus() {
		List<WorkerStatus> instances = this.pool.all().stream().map(this::toStatus).toList();
		return new ClusterStatus(PRIMARY, this.generation, SchedulingPolicy.REUSE_PORT, ConnectionDraining.GRACEFUL,
				new ClusterStatus.Workers(this.pool.desired(), this.pool.listening()),
				(this.rollingRestart != null) ? this.rollingRestart.toStatus() : null, instances);
	}

	private WorkerStatus toStatus(WorkerSlot slot) {
		WorkerHandle worker = slot.addressed();
		if (worker == null || !worker.isAlive()) {
			WorkerState state = slot.isFailed() ? WorkerState.FAILED : WorkerState.EXITED;
			return new WorkerStatus(slot.getId(), null, state, slot.getGeneration(), slot.getRestarts(), null, null,
					null, null, null, null, null, null, slot.getLastExit());
		}
		WorkerStatistics statistics = worker.getStatistics();
		return new WorkerStatus(slot.getId(), worker.getPid(), worker.getState(), worker.getGeneration(),
				slot.getRestarts(), worker.getPort(), worker.getStartTime(), worker.getListeningTime(),
				worker.getLastHeartbeat(), (statistics != null) ? statistics.memory() : null,
				(statistics != null) ? statistics.cpu() : null, (statistics != null) ? statistics.connections() : null,
				(statistics != null) ? statistics.requests() : null, slot.getLastExit());
	}

}
