package io.github.bootcluster.actuate;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.Primary;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.ClusterStatus.Workers;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of a worker about which everything is known and another one about which next
 * to nothing is.
 */
final class ClusterStatuses {

	static final String FULL_WORKER_JSON = """
			{ "id": 1, "pid": 4720, "state": "LISTENING", "generation": 2, "restarts": 1, "port": 8080,
			  "startTime": "2026-11-21T02:50:01Z", "listeningTime": "2026-11-21T02:50:03.500Z",
			  "lastHeartbeat": "2026-11-21T02:51:00Z",
			  "memory": { "rss": 190000000, "heapUsed": 41000000, "heapMax": 512000000 }, "cpu": 0.12,
			  "connections": 12, "requests": { "active": 1, "total": 81234 },
			  "lastExit": { "pid": 4499, "exitCode": 137, "signal": "SIGKILL", "planned": false,
			                "time": "2026-11-21T02:50:00Z" } }
			""";

	static final String SPARSE_WORKER_JSON = """
			{ "id": 2, "state": "FAILED", "generation": 2, "restarts": 11 }
			""";

	static final String JSON = """
			{ "primary": { "pid": 4711, "startTime": "2026-11-21T02:50:00Z" },
			  "generation": 2, "schedulingPolicy": "REUSE_PORT", "connectionDraining": "GRACEFUL",
			  "workers": { "desired": 2, "listening": 1 },
			  "rollingRestart": { "state": "COMPLETED", "generation": 2, "replaced": 2, "remaining": 0 },
			  "instances": [ %s, %s ] }
			""".formatted(FULL_WORKER_JSON, SPARSE_WORKER_JSON);

	private static final Instant START = Instant.parse("2026-11-21T02:50:00Z");

	private ClusterStatuses() {
	}

	static ClusterStatus cluster() {
		return cluster(List.of(fullWorker(), sparseWorker()));
	}

	static ClusterStatus cluster(List<WorkerStatus> instances) {
		return new ClusterStatus(new Primary(4711, START), 2, SchedulingPolicy.REUSE_PORT, ConnectionDraining.GRACEFUL,
				null, new Workers(2, 1), new RollingRestart(RollingRestart.State.COMPLETED, 2, 2, 0, null), instances);
	}

	static WorkerStatus worker(int id, @Nullable Long pid, WorkerState state) {
		return new WorkerStatus(id, pid, state, 2, 11, null, null, null, null, null, null, null, null, null);
	}

	private static WorkerStatus fullWorker() {
		return new WorkerStatus(1, 4720L, WorkerState.LISTENING, 2, 1, 8080, START.plusSeconds(1),
				START.plusMillis(3500), START.plusSeconds(60),
				new WorkerStatistics.Memory(190_000_000L, 41_000_000, 512_000_000), 0.12, 12L,
				new WorkerStatistics.Requests(1, 81_234), new WorkerExit(4499, 137, "SIGKILL", false, null, START));
	}

	private static WorkerStatus sparseWorker() {
		return worker(2, null, WorkerState.FAILED);
	}

}
