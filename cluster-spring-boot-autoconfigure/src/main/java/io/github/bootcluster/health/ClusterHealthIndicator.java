package io.github.bootcluster.health;

import java.util.function.Supplier;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} for the whole cluster, with the numbers of desired and of
 * listening workers.
 * <ul>
 * <li>{@link Status#UP} while at least one worker listens: a cluster that replaces
 * workers serves</li>
 * <li>{@link Status#OUT_OF_SERVICE} while none does</li>
 * <li>{@link Status#UNKNOWN} with the error if the primary does not tell: the workers
 * serve without it, so a load balancer must not turn away from them. Boot answers it with
 * 200 and lets {@code UP} components outweigh it</li>
 * <li>no component at all in a standalone process: Boot leaves out an indicator that
 * returns {@code null}, so the bean may exist in every role, as ahead-of-time processing
 * needs it</li>
 * </ul>
 *
 * @since 0.1.0
 */
public class ClusterHealthIndicator implements HealthIndicator {

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
			return getHealth(operations.getStatus().workers());
		}
		catch (RuntimeException ex) {
			return Health.unknown().withException(ex).build();
		}
	}

	private Health getHealth(Workers workers) {
		return Health.status((workers.listening() > 0) ? Status.UP : Status.OUT_OF_SERVICE)
			.withDetail("desired", workers.desired())
			.withDetail("listening", workers.listening())
			.build();
	}

}
