package io.github.bootcluster.health;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.Workers;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the whole cluster, with the numbers of desired and of
 * listening workers, the ids of those that failed, and the last rolling restart.
 * <ul>
 * <li>{@link Status#UP} while at least one worker listens: a cluster that replaces
 * workers, has lost some, or could not roll out a new version serves, and whoever turns
 * away from it loses what is left. That it is not as it should be is in the details</li>
 * <li>{@link Status#OUT_OF_SERVICE} while none does</li>
 * <li>{@link Status#UNKNOWN} with the error if the primary does not tell, after half a
 * second: the workers serve without it, so a load balancer must not turn away from them,
 * not even for want of an answer. Boot answers it with 200 and lets {@code UP} components
 * outweigh it</li>
 * <li>no component at all in a standalone process: Boot leaves out an indicator that
 * returns {@code null}, so the bean may exist in every role, as ahead-of-time processing
 * needs it</li>
 * </ul>
 *
 * @since 0.1.0
 */
public class ClusterHealthIndicator implements HealthIndicator {

	/**
	 * Half of what Kubernetes gives a probe unless told otherwise.
	 */
	static final Duration TIMEOUT = Duration.ofMillis(500);

	private final Supplier<@Nullable ClusterOperations> operations;

	/**
	 * Create a new indicator.
	 * @param operations supplies the operations of the cluster, or {@code null} in a
	 * standalone process
	 */
	public ClusterHealthIndicator(Supplier<@Nullable ClusterOperations> operations) {
		this.operations = operations;
	}

	@Override
	public @Nullable Health health() {
		ClusterOperations operations = this.operations.get();
		return (operations != null) ? getHealth(operations) : null;
	}

	private Health getHealth(ClusterOperations operations) {
		try {
			return getHealth(operations.getStatus(TIMEOUT));
		}
		catch (RuntimeException ex) {
			return Health.unknown().withException(ex).build();
		}
	}

	private Health getHealth(ClusterStatus status) {
		Workers workers = status.workers();
		Health.Builder health = Health.status((workers.listening() > 0) ? Status.UP : Status.OUT_OF_SERVICE)
			.withDetail("desired", workers.desired())
			.withDetail("listening", workers.listening());
		addFailed(health, status.instances());
		addRollingRestart(health, status.rollingRestart());
		return health.build();
	}

	private void addFailed(Health.Builder health, List<WorkerStatus> instances) {
		List<Integer> failed = instances.stream()
			.filter((instance) -> instance.state() == WorkerState.FAILED)
			.map(WorkerStatus::id)
			.toList();
		if (!failed.isEmpty()) {
			health.withDetail("failed", failed);
		}
	}

	private void addRollingRestart(Health.Builder health, @Nullable RollingRestart rollingRestart) {
		if (rollingRestart != null) {
			health.withDetail("rollingRestart", rollingRestart);
		}
	}

}
