package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Supervisor} whose world is made of fakes: no process, no thread, and a clock
 * that is moved by hand. The workers' process ids are counted from 101.
 */
class SupervisedCluster {

	static final Duration SECOND = Duration.ofSeconds(1);

	static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(120);

	static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(60);

	static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

	static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * How long a worker may take from the moment it is to drain until it is terminated.
	 */
	static final Duration STOP_TIMEOUT = SHUTDOWN_TIMEOUT.plus(DRAIN_TIMEOUT)
		.plus(Steering.ANSWER_TIMEOUT)
		.plus(ListeningGate.LONGEST_PASSAGE);

	static final Duration MIN_UPTIME = Duration.ofSeconds(10);

	static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	private static final SteeringSettings STEERING = new SteeringSettings(true, false, SECOND, Duration.ZERO);

	final Time time = new Time();

	final List<FakeWorker> forked = new ArrayList<>();

	final RecordingSupervisorListener listener = new RecordingSupervisorListener(this);

	final Supervisor supervisor;

	/**
	 * What workers report that are forked from now on.
	 */
	WorkerStatistics statistics = FakeWorker.STATISTICS;

	private @Nullable Exception forkFailure;

	private int forksBeforeFailure;

	private Duration pause = Duration.ZERO;

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	SupervisedCluster(int workers) {
		this(workers, 1);
	}

	SupervisedCluster(int workers, int maxSurge) {
		this(workers, maxSurge, RestartPolicy.ALWAYS);
	}

	SupervisedCluster(int workers, int maxSurge, RestartPolicy policy) {
		this(workers, Integer.MAX_VALUE, maxSurge, policy, STEERING, RecycleLimits.NONE);
	}

	private SupervisedCluster(int workers, int concurrentStarts, int maxSurge, RestartPolicy policy,
			SteeringSettings steering, RecycleLimits recycleLimits) {
		Backoff backoff = new Backoff(Duration.ofMillis(100), 2, LONGEST_DELAY);
		CrashBudget crashBudget = new CrashBudget(4, Duration.ofSeconds(60));
		SupervisorSettings settings = new SupervisorSettings(workers, concurrentStarts, STARTUP_TIMEOUT,
				SHUTDOWN_TIMEOUT, DRAIN_TIMEOUT, steering, HEARTBEAT_TIMEOUT, policy, MIN_UPTIME, backoff, crashBudget,
				maxSurge, recycleLimits);
		this.supervisor = new Supervisor(settings, this::fork, this.listener, this.time, () -> 0);
	}

	static SupervisedCluster withConcurrentStarts(int concurrentStarts, int workers) {
		return new SupervisedCluster(workers, concurrentStarts, 1, RestartPolicy.ALWAYS, STEERING, RecycleLimits.NONE);
	}

	static SupervisedCluster withSteering(SteeringSettings steering, int workers) {
		return new SupervisedCluster(workers, Integer.MAX_VALUE, 1, RestartPolicy.ALWAYS, steering, RecycleLimits.NONE);
	}

	static SupervisedCluster withRecycleLimits(RecycleLimits limits, int workers, int maxSurge) {
		return new SupervisedCluster(workers, Integer.MAX_VALUE, maxSurge, RestartPolicy.ALWAYS, STEERING, limits);
	}

	private ForkedWorker fork(int id, int generation, int workers) throws IOException {
		if (this.forkFailure != null && this.forksBeforeFailure-- <= 0) {
			if (this.forkFailure instanceof IOException failure) {
				throw failure;
			}
			throw (RuntimeException) this.forkFailure;
		}
		FakeWorker worker = new FakeWorker(this, id, generation, workers, 101 + this.forked.size());
		this.forked.add(worker);
		return new ForkedWorker(worker, worker.token());
	}

	/**
	 * Have every fork fail from now on.
	 * @param failure the failure, or {@code null} to have forks succeed again
	 */
	void failForks(@Nullable Exception failure) {
		failForksAfter(0, failure);
	}

	void failForksAfter(int forks, @Nullable Exception failure) {
		this.forksBeforeFailure = forks;
		this.forkFailure = failure;
	}

	/**
	 * Start the cluster.
	 * @return this cluster, whose workers are starting
	 */
	SupervisedCluster start() {
		this.supervisor.start();
		reconcile();
		return this;
	}

	/**
	 * Start the cluster and bring all of its workers up.
	 * @return this cluster, whose workers listen
	 */
	SupervisedCluster up() {
		start();
		List.copyOf(this.forked).forEach(FakeWorker::comesUp);
		this.listener.events.clear();
		return this;
	}

	void run(Runnable command) {
		command.run();
		reconcile();
	}

	Duration reconcile() {
		this.pause = this.supervisor.reconcile();
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
			this.pause = this.supervisor.reconcile();
		}
		return this.pause;
	}

	/**
	 * Run something as soon as the supervisor has done what it is at.
	 * @param task the task
	 */
	void later(Runnable task) {
		this.tasks.add(task);
	}

	/**
	 * Let time pass, second by second, while all workers that are connected send
	 * heartbeats.
	 * @param duration how long
	 */
	void pass(Duration duration) {
		Duration end = this.time.elapsed.plus(duration);
		while (this.time.elapsed.compareTo(end) < 0) {
			Duration rest = end.minus(this.time.elapsed);
			this.time.move((rest.compareTo(SECOND) < 0) ? rest : SECOND);
			this.forked.forEach(FakeWorker::beat);
			reconcile();
		}
	}

	/**
	 * Let time pass just as the supervisor's loop does when nothing happens: as long as
	 * the supervisor wanted to pause.
	 */
	void passPause() {
		this.time.move(this.pause);
		reconcile();
	}

	/**
	 * Let time pass without anybody noticing.
	 * @param duration how long
	 */
	void standStill(Duration duration) {
		this.time.move(duration);
		reconcile();
	}

	/**
	 * Return the worker that was forked last for the given id.
	 * @param id the id
	 * @return the worker
	 */
	FakeWorker worker(int id) {
		return this.forked.stream()
			.filter((worker) -> worker.id() == id)
			.max(Comparator.comparingLong(FakeWorker::pid))
			.orElseThrow();
	}

	int forks() {
		return this.forked.size();
	}

	/**
	 * Return the number of processes that have not exited.
	 * @return the number of processes
	 */
	int processes() {
		return (int) this.forked.stream().filter(FakeWorker::isAlive).count();
	}

	List<String> events() {
		return this.listener.events;
	}

	ClusterStatus status() {
		return this.supervisor.getStatus();
	}

	WorkerStatus status(int id) {
		return status().instances().stream().filter((worker) -> worker.id() == id).findFirst().orElseThrow();
	}

	WorkerState state(int id) {
		return status(id).state();
	}

	ClusterStatus.RollingRestart rollout() {
		return Objects.requireNonNull(status().rollingRestart());
	}

	/**
	 * A clock that stands still until it is moved. Its origin is as arbitrary as that of
	 * {@link System#nanoTime()}, which may be in the future.
	 */
	static class Time implements TimeSource {

		private static final Duration ORIGIN = Duration.ofDays(-3);

		private Duration elapsed = ORIGIN;

		@Override
		public Duration elapsed() {
			return this.elapsed;
		}

		@Override
		public Instant instant() {
			return Instant.parse("2026-11-21T02:50:00Z").plus(this.elapsed).minus(ORIGIN);
		}

		void move(Duration duration) {
			this.elapsed = this.elapsed.plus(duration);
		}

	}

}
