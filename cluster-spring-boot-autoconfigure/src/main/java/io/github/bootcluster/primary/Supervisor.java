package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.process.Signals;

import org.springframework.util.Assert;

/**
 * Keeps as many workers alive as there should be. It takes commands, learns of facts, and
 * after each of them brings the cluster nearer to what it should be in
 * {@link #reconcile()}. Not safe for use by several threads: the {@code SupervisorLoop}
 * calls it from one.
 */
final class Supervisor {

	/**
	 * The largest number of workers: each takes a JVM's memory, so more is a typing
	 * error.
	 */
	static final int MAX_WORKERS = 1024;

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final WorkerPool pool = new WorkerPool();

	private final WorkerFigures figures = new WorkerFigures();

	private final StartAttempts startAttempts;

	private final SupervisorSettings settings;

	private final SupervisorListener listener;

	private final TimeSource time;

	private final Announcements announcements;

	private final WorkerTransitions transitions;

	private final ListeningGate gate;

	private final Steering steering;

	private final WorkerEnding ending;

	private final WorkerLaunches launches;

	private final WorkerDeadlines deadlines;

	private final WorkerRestarts restarts;

	private final RollingRestarts rollingRestarts;

	private final Probation probation;

	private final Recycling recycling;

	private final Leadership leadership;

	private final RunOnceTasks runOnceTasks = new RunOnceTasks();

	private final WorkerConversations conversations;

	private final StallDetector stalls;

	private final Milestones milestones;

	private boolean stopping;

	Supervisor(SupervisorSettings settings, WorkerForker forker, SupervisorListener listener, TimeSource time,
			RandomGenerator random) {
		this.settings = settings;
		this.listener = listener;
		this.time = time;
		this.startAttempts = new StartAttempts(settings.concurrentStarts());
		this.announcements = new Announcements(this.pool, listener);
		this.transitions = new WorkerTransitions(this.announcements, this.figures, time);
		ListenerGroup group = new ListenerGroup();
		this.gate = new ListeningGate(group, time);
		this.steering = new Steering(settings.steering(), this.pool, group, time);
		this.ending = new WorkerEnding(settings.shutdownTimeout(), settings.drainTimeout(), this.transitions, listener,
				time);
		this.launches = new WorkerLaunches(this.pool, forker, this.transitions, listener, time);
		this.deadlines = new WorkerDeadlines(settings, this.ending, time);
		this.restarts = new WorkerRestarts(settings, this.startAttempts, this.transitions, listener, time, random,
				this::stop);
		this.rollingRestarts = new RollingRestarts(this.pool, settings.maxSurge(), this.launches, this.ending,
				this.announcements, time);
		this.probation = new Probation(time);
		this.recycling = new Recycling(settings, this.pool, this.rollingRestarts, this.launches, this.ending, listener,
				time, random);
		this.leadership = new Leadership(this.pool, this.announcements, time);
		this.conversations = new WorkerConversations(this.pool, this.transitions, this.ending, this.gate, this.steering,
				this.recycling, this.leadership, this.runOnceTasks, this.startAttempts, listener, time);
		this.stalls = new StallDetector(listener, time);
		this.milestones = new Milestones(this.pool, this.announcements, listener);
	}

	void use(RestartStrategy strategy) {
		this.restarts.use(strategy);
	}

	void start() {
		addSlots(this.settings.workers());
	}

	/**
	 * Begin to replace all workers.
	 */
	void restart() {
		requireSteerable();
		this.rollingRestarts.begin();
	}

	/**
	 * Replace one worker, or launch it at once if it has no process.
	 * @param id the worker's id
	 * @throws IllegalStateException if the replacement cannot be launched
	 */
	void restart(int id) {
		requireSteerable();
		WorkerSlot slot = getSlot(id);
		if (!slot.hasCurrent()) {
			slot.forgetFailures();
			slot.launchAt(this.time.elapsed());
		}
		else if (slot.getReplacement() == null) {
			replace(slot);
		}
	}

	private void replace(WorkerSlot slot) {
		try {
			this.launches.launchReplacement(slot, slot.getGeneration(), RestartReason.REQUEST);
		}
		catch (LaunchFailedException ex) {
			throw new IllegalStateException(ex.getMessage(), ex.getCause());
		}
	}

	void scale(int workers) {
		requireSteerable();
		Assert.isTrue(workers >= 1 && workers <= MAX_WORKERS,
				() -> "'workers' must be between 1 and %d, but is %d".formatted(MAX_WORKERS, workers));
		scaled(workers);
		addSlots(workers - this.pool.desired());
		this.pool.wanted().stream().skip(workers).forEach(this::retire);
	}

	private void scaled(int workers) {
		if (workers != this.pool.desired()) {
			this.listener.scaled(this.pool.desired(), workers);
		}
	}

	private void addSlots(int count) {
		for (int i = 0; i < count; i++) {
			this.pool.add(new WorkerSlot(this.pool.lowestFreeId(), this.rollingRestarts.getGeneration(),
					this.time.elapsed(), this.figures));
		}
	}

	/**
	 * Stop one worker and have one fewer from then on.
	 * @param id the worker's id
	 */
	void stop(int id) {
		requireSteerable();
		WorkerSlot slot = getSlot(id);
		Assert.isTrue(this.pool.desired() > 1,
				() -> "Worker %d is the only worker and cannot be stopped: stop the application instead".formatted(id));
		scaled(this.pool.desired() - 1);
		retire(slot);
	}

	private void retire(WorkerSlot slot) {
		slot.retire();
		slot.living().toList().forEach(this.ending::stop);
	}

	private void requireSteerable() {
		if (this.stopping) {
			throw new ClusterUnavailableException("The cluster is being stopped", null);
		}
		this.rollingRestarts.requireNoneRunning();
	}

	private WorkerSlot getSlot(int id) {
		return this.pool.find(id).orElseThrow(() -> new UnknownWorkerException(id));
	}

	/**
	 * Stop all workers gracefully.
	 */
	void stop() {
		if (!this.stopping) {
			this.stopping = true;
			this.listener.stopping(this.pool.living().size());
			this.pool.living().forEach(this.ending::stopWithAll);
		}
	}

	/**
	 * End all workers at once.
	 */
	void kill() {
		this.stopping = true;
		this.pool.living().forEach(this.ending::kill);
	}

	/**
	 * Return what hears the workers.
	 * @return what takes in their connections and messages
	 */
	WorkerConversations getConversations() {
		return this.conversations;
	}

	void exited(WorkerHandle worker, int exitCode) {
		WorkerSlot slot = this.pool.getSlotOf(worker);
		WorkerExit exit = new WorkerExit(worker.getPid(), exitCode, Signals.signalName(exitCode), worker.isPlanned(),
				worker.getReason(), this.time.instant());
		this.gate.exited(worker);
		this.steering.exited(worker);
		slot.exited(worker, exit, worker.isPlanned() ? List.of() : worker.getLastLines());
		this.transitions.exited(worker, exit);
		if (!this.stopping) {
			this.rollingRestarts.exited(worker, exit);
			exited(slot, worker, exit);
		}
	}

	private void exited(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		if (worker == slot.getReplacement()) {
			this.restarts.replacementExited(slot, worker, exit);
		}
		else if (worker == slot.getCurrent() && !slot.isRetired()) {
			this.restarts.exited(slot, worker, exit);
		}
	}

	/**
	 * Bring the cluster nearer to what it should be.
	 * @return how long to wait for the next fact before looking again
	 */
	Duration reconcile() {
		this.stalls.forgive(this.pool.living());
		this.pool.living().forEach(this.deadlines::enforce);
		if (!this.stopping) {
			this.pool.wanted().forEach(this::endProbation);
			this.rollingRestarts.progress();
			this.recycling.progress();
			launchMissingWorkers();
			giveUpHopelessStart();
			this.gate.openForNext();
			steer();
			this.milestones.announceReadiness();
		}
		this.pool.removeRetired();
		this.runOnceTasks.progress(this.rollingRestarts.retainGenerations());
		this.leadership.progress(this.stopping);
		this.announcements.make(Membership.of(this.pool, this.leadership.getLeaderId()), this.figures.toMessage());
		this.listener.statusChanged(this::getStatus);
		this.milestones.announceEnd(this.stopping);
		return getPause();
	}

	private void steer() {
		if (this.steering.adjust()) {
			this.pool.living().forEach(this.ending::drain);
		}
	}

	private void endProbation(WorkerSlot slot) {
		takeOver(slot);
		Stream.ofNullable(slot.getCurrent()).filter(this.probation::isPassedBy).forEach(this.rollingRestarts::cameUp);
	}

	private void takeOver(WorkerSlot slot) {
		WorkerHandle replacement = slot.getReplacement();
		if (replacement != null && this.probation.isPassedBy(replacement)) {
			Stream.ofNullable(slot.promoteReplacement()).filter(WorkerHandle::isAlive).forEach(this.ending::stop);
			slot.forgetFailures();
		}
	}

	private void launchMissingWorkers() {
		Duration now = this.time.elapsed();
		this.pool.wanted()
			.stream()
			.filter((slot) -> slot.isDueForLaunch(now))
			.takeWhile((slot) -> mayLaunch())
			.forEach(this::launch);
	}

	private boolean mayLaunch() {
		return this.startAttempts.allowOneMore(this.pool.starting());
	}

	private void launch(WorkerSlot slot) {
		try {
			this.launches.launch(slot);
		}
		catch (LaunchFailedException ex) {
			this.restarts.launchFailed(slot, ex);
			this.rollingRestarts.launchFailed(slot, ex);
		}
	}

	private void giveUpHopelessStart() {
		if (this.startAttempts.areExhausted() || (this.startAttempts.haveFailed() && this.pool.isFinished())) {
			this.listener.startFailed(this.startAttempts.toException());
			stop();
		}
	}

	private Duration getPause() {
		Duration now = this.time.elapsed();
		return Stream
			.of(getPausesUntilDeadlines(now), getPausesUntilLaunches(now), this.probation.getPauses(this.pool.living()))
			.flatMap((pauses) -> pauses)
			.reduce(LONGEST_PAUSE, (left, right) -> (left.compareTo(right) < 0) ? left : right);
	}

	private Stream<Duration> getPausesUntilDeadlines(Duration now) {
		return Stream
			.concat(this.pool.living().stream().map(WorkerHandle::getDeadline),
					Stream.ofNullable(this.steering.getDeadline()))
			.filter(Objects::nonNull)
			.map((deadline) -> deadline.minus(now))
			.filter((pause) -> !pause.isNegative());
	}

	private Stream<Duration> getPausesUntilLaunches(Duration now) {
		return this.pool.wanted()
			.stream()
			.filter((slot) -> !this.stopping && mayLaunch())
			.map(WorkerSlot::getNextLaunch)
			.filter(Objects::nonNull)
			.map((launch) -> launch.minus(now))
			.map((pause) -> pause.isNegative() ? Duration.ZERO : pause);
	}

	List<String> getLastOutput(int id) {
		return getSlot(id).getLastOutput();
	}

	ClusterStatus getStatus() {
		return new StatusSnapshot(this.pool, this.rollingRestarts, this.steering).toStatus();
	}

}
