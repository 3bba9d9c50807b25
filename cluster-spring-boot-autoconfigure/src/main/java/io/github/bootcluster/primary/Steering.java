package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.channel.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the kernel's choice among the listening sockets in accordance with the workers'
 * weights: has one of the workers attach a program for all whenever they change. Owned by
 * the supervisor's thread.
 */
final class Steering {

	/**
	 * How long a worker may take to attach a program, which is one system call.
	 */
	static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog(Steering.class);

	private final boolean enabled;

	private final boolean migration;

	private final WorkerPool pool;

	private final ListenerGroup group;

	private final WorkerWeights weights;

	private final TimeSource time;

	private List<Integer> attempted = List.of();

	private @Nullable Attempt attempt;

	private @Nullable String obstacle = "no worker with a web server has listened yet";

	Steering(SteeringSettings settings, WorkerPool pool, ListenerGroup group, TimeSource time) {
		this.enabled = settings.enabled();
		this.migration = settings.migration();
		this.pool = pool;
		this.group = group;
		this.weights = new WorkerWeights(settings.heartbeatInterval(), settings.slowStart());
		this.time = time;
	}

	/**
	 * Have the weights as they should be now attached, unless they are, or an earlier
	 * attempt has not ended.
	 * @return {@code true} if nobody has to wait: a worker that drains gets no new
	 * connections any more, or nothing can be done about those that it gets
	 */
	boolean adjust() {
		if (!this.enabled) {
			return true;
		}
		giveUpOverdueAttempt();
		List<Integer> wanted = getWantedWeights();
		if (wanted.isEmpty()) {
			// with the last socket its program is gone
			this.attempted = wanted;
		}
		if (!isMeaningful(wanted)) {
			return true;
		}
		if (this.attempt == null && !wanted.equals(this.attempted)) {
			attach(wanted);
		}
		return this.attempt == null && wanted.equals(this.attempted);
	}

	private void giveUpOverdueAttempt() {
		if (this.attempt != null && this.attempt.deadline().compareTo(this.time.elapsed()) <= 0) {
			fail(this.attempt.worker() + " did not answer in time");
		}
	}

	private void attach(List<Integer> weights) {
		this.pool.listeningWorkers()
			.stream()
			.filter(this.group::contains)
			.max(Comparator.comparing(this::getExperience))
			.ifPresent((worker) -> attach(worker, weights));
	}

	private List<Integer> getWantedWeights() {
		Duration now = this.time.elapsed();
		List<WorkerHandle> workers = this.pool.listeningWorkers();
		return this.group.getWeights((worker) -> this.weights.of(worker, workers, now));
	}

	private boolean isMeaningful(List<Integer> weights) {
		return weights.stream().anyMatch((weight) -> weight > 0);
	}

	// who has listened for long is less busy than one that has just started
	private Duration getExperience(WorkerHandle worker) {
		return Objects.requireNonNullElse(worker.getListened(this.time.elapsed()), Duration.ZERO);
	}

	private void attach(WorkerHandle worker, List<Integer> weights) {
		this.attempted = weights;
		this.attempt = new Attempt(worker, this.time.elapsed().plus(ANSWER_TIMEOUT));
		worker.send(new Message.Steer(weights));
	}

	/**
	 * Note what came of an attempt.
	 * @param worker the worker that made it
	 * @param failure why it failed, or {@code null} if it succeeded
	 */
	void answered(WorkerHandle worker, @Nullable String failure) {
		if (!isAttaching(worker)) {
			return;
		}
		if (failure != null) {
			fail(failure);
			return;
		}
		logger.debug("New connections are spread by the weights " + this.attempted);
		this.attempt = null;
		this.obstacle = null;
	}

	/**
	 * Note that a worker has exited, maybe before it could attach a program.
	 * @param worker the worker
	 */
	void exited(WorkerHandle worker) {
		if (isAttaching(worker)) {
			this.attempted = List.of();
			this.attempt = null;
		}
	}

	private boolean isAttaching(WorkerHandle worker) {
		return this.attempt != null && this.attempt.worker() == worker;
	}

	private void fail(String failure) {
		if (!failure.equals(this.obstacle)) {
			logger.warn("New connections cannot be steered away from a worker that stops: %s. %s".formatted(failure,
					this.migration ? "The kernel moves them to another worker (net.ipv4.tcp_migrate_req is 1)."
							: "Some may be reset. To have the kernel move them to another worker, set "
									+ "net.ipv4.tcp_migrate_req to 1."));
		}
		this.obstacle = failure;
		this.attempt = null;
	}

	/**
	 * Return when the attempt that is being made is given up.
	 * @return the time, or {@code null} if none is being made
	 */
	@Nullable Duration getDeadline() {
		return (this.attempt != null) ? this.attempt.deadline() : null;
	}

	/**
	 * Return how connections are protected when a worker stops.
	 * @return the protection
	 */
	ConnectionDraining getProtection() {
		if (getObstacle() == null) {
			return ConnectionDraining.STEERED;
		}
		return this.migration ? ConnectionDraining.MIGRATED : ConnectionDraining.GRACEFUL;
	}

	/**
	 * Return why new connections are not steered.
	 * @return the reason, or {@code null} if they are
	 */
	@Nullable String getObstacle() {
		return this.enabled ? this.obstacle : "'cluster.drain.steering' is false";
	}

	/**
	 * A worker that has been asked to attach a program.
	 *
	 * @param worker the worker
	 * @param deadline when it is given up
	 */
	private record Attempt(WorkerHandle worker, Duration deadline) {

	}

}
