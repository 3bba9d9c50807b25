package io.github.bootcluster.startup;

import java.util.Objects;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.RollingRestart.State;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.primary.ClusterStartException;

import org.springframework.util.StringUtils;

/**
 * The state of a cluster as the one line that a service manager shows.
 */
final class ServiceStatusText {

	/**
	 * What is still read at a glance, and far from what systemd takes (4096 bytes,
	 * {@code NOTIFY_BUFFER_MAX}).
	 */
	private static final int MAX_LENGTH = 300;

	private ServiceStatusText() {
	}

	static String starting(ClusterStatus status) {
		return "Starting: " + describeWorkers(status);
	}

	static String startFailed(ClusterStartException failure) {
		return "Start failed: " + firstLine(failure.getFailure());
	}

	static String stopping(ClusterStatus status) {
		long left = status.instances().stream().filter((worker) -> worker.pid() != null).count();
		return "Stopping: %d %s left".formatted(left, (left == 1) ? "worker" : "workers");
	}

	static String serving(ClusterStatus status) {
		RollingRestart restart = status.rollingRestart();
		if (restart != null && restart.state() == State.RUNNING) {
			return "Rolling restart to generation %d: %d of %d workers replaced".formatted(restart.generation(),
					restart.replaced(), restart.replaced() + restart.remaining());
		}
		String text = "%s, generation %d".formatted(describeWorkers(status), status.generation());
		return (restart != null && restart.state() == State.FAILED) ? text + describeFailure(restart) : text;
	}

	private static String describeWorkers(ClusterStatus status) {
		ClusterStatus.Workers workers = status.workers();
		long failed = status.instances().stream().filter((worker) -> worker.state() == WorkerState.FAILED).count();
		return "%d of %d workers listening%s".formatted(workers.listening(), workers.desired(),
				(failed > 0) ? ", %d failed".formatted(failed) : "");
	}

	private static String describeFailure(RollingRestart restart) {
		return "; rolling restart to generation %d failed: %s".formatted(restart.generation(),
				firstLine(Objects.requireNonNullElse(restart.reason(), "unknown")));
	}

	private static String firstLine(String description) {
		return StringUtils.truncate(description.lines().findFirst().orElse(""), MAX_LENGTH);
	}

}
