package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.process.Signals;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Keeps as many workers alive as there should be. It learns of facts, takes commands, and
 * after each of them brings the cluster nearer to what it should be in
 * {@link #reconcile()}. Not safe for use by several threads: the {@link SupervisorLoop}
 * calls it from one.
 */
final class Supervisor {

	/**
	 * The largest number of workers: each takes a JVM's memory, so more is a typing
	 * error.
	 */
	static final int MAX_WORKERS = 1024;

	/**
	 * How many starts may fail before any worker has listened.
	 */
	static final int MAX_FAILED_STARTS = 3;

	/**
	 * How long a hung worker has to write its thread dump, and one that ignored SIGTERM
	 * to end after all.
	 */
	static final Duration KILL_GRACE = Duration.ofSeconds(2);

	private static final Duration TERMINATION_GRACE = Duration.ofSeconds(5);

	/**
	 * Time that passed unseen: the loop looks at the clock every second at least.
	 */
	private static final Duration STALL = Duration.ofSeconds(5);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final SupervisorSettings settings;

	private final WorkerForker forker;

	private final SupervisorListener listener;

	private final TimeSource time;

	private final RandomGenerator random;

	private final WorkerTransitions transitions;

	private final WorkerPool pool = new WorkerPool();

	private Duration lastReconciled;

	private @Nullable RollingRestart rollingRestart;

	private int generation = 1;

	private int newestGeneration = 1;

	private int failedStarts;

	private @Nullable StartFailure lastStartFailure;

	private boolean everListened;

	private boolean ready;

	private boolean stopping;

	private boolean ended;

	private boolean finished;

	Supervisor(SupervisorSettings settings, WorkerForker forker, SupervisorListener listener, TimeSource time,
			RandomGenerator random) {
		this.settings = settings;
		this.forker = forker;
		this.listener = listener;
		this.time = time;
		this.random = random;
		this.transitions = new WorkerTransitions(listener, time);
		this.lastReconciled = time.elapsed();
	}

	// commands

	void start() {
		addSlots(this.settings.workers());
	}

	void restart() {
		requireSteerable();
		List<Integer> ids = this.pool.wanted().stream().map(WorkerSlot::getId).toList();
		this.newestGeneration++;
		this.rollingRestart = new RollingRestart(this.newestGeneration, this.generation, ids, this.settings.maxSurge());
		this.listener.publish(new RollingRestartStartedEvent(this.newestGeneration, ids.size()));
	}

	void restart(int id) {
		requireSteerable();
		WorkerSlot slot = getSlot(id);
		if (slot.hasCurrent() && slot.getReplacement() == null) {
			replace(slot);
		}
		else if (!slot.hasCurrent()) {
			slot.forgetFailures();
			slot.launchAt(now());
		}
	}

	private void replace(WorkerSlot slot) {
		try {
			launchReplacement(slot, slot.getGeneration());
		}
		catch (LaunchFailedException ex) {
			throw new IllegalStateException(ex.getMessage(), ex.getCause());
		}
	}

	void scale(int workers) {
		requireSteerable();
		Assert.isTrue(workers >= 1 && workers <= MAX_WORKERS,
				() -> "'workers' must be between 1 and %d, but is %d".formatted(MAX_WORKERS, workers));
		addSlots(workers - this.pool.desired());
		List<WorkerSlot> wanted = this.pool.wanted();
		wanted.subList(Math.min(workers, wanted.size()), wanted.size()).forEach(this::retire);
	}

	void stop(int id) {
		requireSteerable();
		WorkerSlot slot = getSlot(id);
		Assert.isTrue(this.pool.desired() > 1,
				() -> "Worker %d is the only worker and cannot be stopped: stop the application instead".formatted(id));
		retire(slot);
	}

	void stop() {
		this.stopping = true;
		this.pool.living().forEach(this::stop);
	}

	void kill() {
		this.stopping = true;
		this.pool.living().forEach(this::kill);
	}

	// facts

	/**
	 * Decide whether a connection comes from a process that was launched.
	 * @param connection the connection
	 * @param hello what its first message claims
	 * @param peerPid what the kernel says of the process at its other end, if it does
	 * @return the worker, or {@code null} if the connection is refused
	 */
	@Nullable WorkerHandle connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		if (peerPid.isPresent() && peerPid.getAsLong() != hello.pid()) {
			return null;
		}
		WorkerHandle worker = this.pool.findLiving((candidate) -> candidate.isIntroducedBy(hello)).orElse(null);
		if (worker != null) {
			worker.connect(connection);
			worker.heard(null, this.time);
			this.transitions.online(worker);
		}
		return worker;
	}

	void received(Connection connection, Message message) {
		this.pool.findConnectedBy(connection).ifPresent((worker) -> {
			worker.heard((message instanceof Message.Heartbeat heartbeat) ? heartbeat.statistics() : null, this.time);
			if (message instanceof Message.Listening listening) {
				listening(worker, listening.port());
			}
			else if (message instanceof Message.Disconnecting) {
				disconnecting(worker);
			}
		});
	}

	void disconnected(Connection connection) {
		this.pool.findConnectedBy(connection).ifPresent(this::disconnecting);
	}

	void exited(WorkerHandle worker, int exitCode) {
		WorkerSlot slot = this.pool.all()
			.stream()
			.filter((candidate) -> candidate.living().anyMatch(worker::equals))
			.findFirst()
			.orElseThrow();
		WorkerExit exit = new WorkerExit(worker.getPid(), exitCode, Signals.signalName(exitCode), worker.isPlanned(),
				worker.getReason(), this.time.instant());
		slot.exited(worker, exit);
		this.transitions.exited(worker, exit);
		if (!this.stopping && this.rollingRestart != null && this.rollingRestart.isAwaiting(worker)) {
			fail(this.rollingRestart, StartFailure.of(worker, exit));
		}
		if (worker == slot.getReplacement()) {
			replacementExited(slot, worker, exit);
		}
		else if (worker == slot.getCurrent()) {
			currentExited(slot, worker, exit);
		}
	}

	private void listening(WorkerHandle worker, @Nullable Integer port) {
		if (worker.getState() != WorkerState.ONLINE) {
			return;
		}
		worker.listen(port, this.time);
		this.everListened = true;
		this.transitions.listening(worker, port);
		this.listener.workerListening();
		takeOver(getSlotOf(worker));
		if (this.rollingRestart != null && this.rollingRestart.isAwaiting(worker)) {
			cameUp(this.rollingRestart, worker);
		}
	}

	private void takeOver(WorkerSlot slot) {
		WorkerHandle replacement = slot.getReplacement();
		if (replacement != null && replacement.isListening()) {
			WorkerHandle predecessor = slot.promoteReplacement();
			if (predecessor != null && predecessor.isAlive()) {
				stop(predecessor);
			}
			slot.forgetFailures();
		}
	}

	private void cameUp(RollingRestart rollout, WorkerHandle worker) {
		rollout.cameUp(worker.getId());
		if (!rollout.isRunning()) {
			this.generation = rollout.getGeneration();
			this.listener.publish(new RollingRestartCompletedEvent(this.generation, rollout.toStatus().replaced()));
		}
	}

	private void disconnecting(WorkerHandle worker) {
		if (worker.isListening()) {
			this.transitions.draining(worker);
			worker.setDeadline(now().plus(this.settings.shutdownTimeout()));
		}
	}

	private void replacementExited(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		slot.dismissReplacement();
		if (!worker.isPlanned()) {
			this.listener.replacementFailed(worker, exit, slot.getCurrent());
		}
	}

	private void currentExited(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		if (slot.isRetired() || this.stopping) {
			return;
		}
		if (slot.hasStartingReplacement()) {
			slot.promoteReplacement();
			replacedEarly(slot, worker, exit);
		}
		else if (worker.isPlanned()) {
			slot.launchAt(now());
		}
		else {
			unplannedExit(slot, worker, exit);
		}
	}

	private void replacedEarly(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		if (worker.hasCrashed()) {
			slot.countFailure(worker.hasListenedFor(this.settings.minUptime(), now()), now());
			this.listener.workerWillBeRestarted(worker, exit, Duration.ZERO, false);
		}
	}

	private void unplannedExit(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		boolean restarts = this.settings.restartPolicy().restartsAfter(exit.exitCode());
		if (!worker.hasListened() && (restarts || exit.exitCode() != 0)) {
			startFailed(StartFailure.of(worker, exit));
		}
		if (!restarts) {
			slot.neverLaunch();
			this.listener.workerEnded(worker, exit);
		}
		else if (!this.stopping) {
			restartLater(slot, worker, exit);
		}
	}

	private void restartLater(WorkerSlot slot, WorkerHandle worker, WorkerExit exit) {
		Duration now = now();
		int failures = slot.countFailure(worker.hasListenedFor(this.settings.minUptime(), now), now);
		boolean failed = slot.isExhausted(this.settings.crashBudget(), now);
		Duration delay = failed ? this.settings.backoff().maxDelay()
				: this.settings.backoff().delayAfter(failures, this.random);
		slot.launchAt(now.plus(delay));
		if (failed) {
			this.transitions.failed(worker);
		}
		this.listener.workerWillBeRestarted(worker, exit, delay, failed);
	}

	private void startFailed(StartFailure failure) {
		this.failedStarts++;
		this.lastStartFailure = failure;
		if (!this.everListened && this.failedStarts == MAX_FAILED_STARTS) {
			giveUp(failure);
		}
	}

	private void giveUp(StartFailure failure) {
		this.listener
			.startFailed(new ClusterStartException(this.failedStarts, failure.description(), failure.lastLines()));
		stop();
	}

	private void fail(RollingRestart rollout, StartFailure failure) {
		String reason = failure.describeWithOutput();
		rollout.fail(reason);
		for (int id : rollout.getInProgress()) {
			WorkerSlot slot = getSlot(id);
			slot.setGeneration(rollout.getPreviousGeneration());
			if (slot.hasReplacement()) {
				dismissReplacement(slot);
			}
		}
		this.listener.publish(new RollingRestartFailedEvent(rollout.getGeneration(), reason));
	}

	// what is done about it

	/**
	 * Bring the cluster nearer to what it should be.
	 * @return how long to wait for the next fact before looking again
	 */
	Duration reconcile() {
		forgiveStall();
		List.copyOf(this.pool.living()).forEach(this::enforceDeadlines);
		if (!this.stopping) {
			progressRollingRestart();
			launchMissingWorkers();
			announceReadiness();
			announceFailedStart();
		}
		this.pool.removeIf((slot) -> slot.isRetired() && slot.living().findAny().isEmpty());
		this.listener.statusChanged(getStatus());
		announceEnd();
		return getPause();
	}

	private void forgiveStall() {
		Duration now = now();
		Duration gap = now.minus(this.lastReconciled);
		if (gap.compareTo(STALL) > 0) {
			this.pool.living().forEach((worker) -> worker.forgive(gap, now));
			this.listener.stalled(gap);
		}
		this.lastReconciled = now;
	}

	private void enforceDeadlines(WorkerHandle worker) {
		switch (worker.getState()) {
			case STARTING, ONLINE -> {
				if (isOverdue(worker.getStartedAt().plus(this.settings.startupTimeout()))) {
					dumpAndKill(worker, "it did not listen within " + seconds(this.settings.startupTimeout()));
				}
				else if (worker.wasOnline()) {
					enforceHeartbeat(worker);
				}
			}
			case LISTENING -> enforceHeartbeat(worker);
			case DRAINING -> {
				if (isOverdue(worker.getDeadline())) {
					terminate(worker, TERMINATION_GRACE);
				}
			}
			case STOPPING -> {
				if (isOverdue(worker.getDeadline())) {
					this.transitions.killing(worker, "it did not stop in time");
					worker.getProcess().kill();
				}
			}
			case KILLING -> {
				if (isOverdue(worker.getDeadline())) {
					worker.getProcess().kill();
				}
			}
			default -> throw new IllegalStateException(worker + " is not alive");
		}
	}

	private void enforceHeartbeat(WorkerHandle worker) {
		if (isOverdue(worker.getLastHeardAt().plus(this.settings.heartbeatTimeout()))) {
			dumpAndKill(worker, "it sent no heartbeat for " + seconds(this.settings.heartbeatTimeout()));
		}
	}

	private boolean isOverdue(@Nullable Duration deadline) {
		return deadline != null && deadline.compareTo(now()) <= 0;
	}

	private void dumpAndKill(WorkerHandle worker, String reason) {
		this.transitions.killing(worker, reason);
		worker.setDeadline(now().plus(KILL_GRACE));
		this.listener.threadDumpWanted(worker);
	}

	private void stop(WorkerHandle worker) {
		worker.plan();
		switch (worker.getState()) {
			case LISTENING -> {
				this.transitions.draining(worker);
				worker.setDeadline(now().plus(this.settings.shutdownTimeout()));
				worker.send(new Message.Stop());
			}
			case STARTING, ONLINE -> terminate(worker, this.settings.shutdownTimeout());
			default -> {
			}
		}
	}

	private void kill(WorkerHandle worker) {
		worker.plan();
		if (worker.getState() != WorkerState.KILLING) {
			this.transitions.killing(worker, "the cluster is stopped at once");
		}
		worker.getProcess().kill();
	}

	private void terminate(WorkerHandle worker, Duration grace) {
		this.transitions.stopping(worker);
		worker.setDeadline(now().plus(grace));
		worker.getProcess().terminate();
	}

	private void retire(WorkerSlot slot) {
		slot.retire();
		slot.living().toList().forEach(this::stop);
	}

	private void progressRollingRestart() {
		RollingRestart rollout = this.rollingRestart;
		Integer id = (rollout != null) ? rollout.begin(this.pool.surplus()) : null;
		while (rollout != null && id != null) {
			replace(getSlot(id), rollout);
			id = rollout.begin(this.pool.surplus());
		}
	}

	private void replace(WorkerSlot slot, RollingRestart rollout) {
		WorkerHandle current = slot.getCurrent();
		dismissReplacement(slot);
		if (current != null && current.isAlive() && !rollout.isStopFirst()) {
			launchReplacement(slot, rollout);
			return;
		}
		slot.setGeneration(rollout.getGeneration());
		slot.forgetFailures();
		slot.launchAt(now());
		if (current != null && current.isAlive()) {
			stop(current);
		}
	}

	private void launchReplacement(WorkerSlot slot, RollingRestart rollout) {
		try {
			launchReplacement(slot, rollout.getGeneration());
		}
		catch (LaunchFailedException ex) {
			fail(rollout, StartFailure.of(ex));
		}
	}

	private void dismissReplacement(WorkerSlot slot) {
		WorkerHandle dismissed = slot.dismissReplacement();
		if (dismissed != null && dismissed.isAlive()) {
			stop(dismissed);
		}
	}

	private void launchReplacement(WorkerSlot slot, int generation) throws LaunchFailedException {
		launch(slot, generation, slot::replaceBy);
	}

	private void launchMissingWorkers() {
		this.pool.wanted()
			.stream()
			.takeWhile((slot) -> !this.stopping)
			.filter((slot) -> slot.isDueForLaunch(now()))
			.forEach(this::launchMissing);
	}

	private void launchMissing(WorkerSlot slot) {
		int generation = slot.getGeneration();
		try {
			launch(slot, generation, slot::launched);
		}
		catch (LaunchFailedException ex) {
			launchFailed(slot, generation, ex);
		}
	}

	private void launch(WorkerSlot slot, int generation, Consumer<WorkerHandle> launched) throws LaunchFailedException {
		WorkerHandle worker = new WorkerHandle(slot.getId(), generation, fork(slot, generation), this.time);
		launched.accept(worker);
		this.transitions.forked(worker);
		this.listener.forked(worker);
	}

	private ForkedWorker fork(WorkerSlot slot, int generation) throws LaunchFailedException {
		try {
			return this.forker.fork(slot.getId(), generation, this.pool.desired());
		}
		catch (IOException | RuntimeException ex) {
			throw new LaunchFailedException(slot.getId(), ex);
		}
	}

	private void launchFailed(WorkerSlot slot, int generation, LaunchFailedException failure) {
		int failures = slot.countFailure(false, now());
		Duration delay = this.settings.backoff().delayAfter(failures + 1, this.random);
		slot.launchAt(now().plus(delay));
		this.listener.launchFailed(slot.getId(), failure.getCause(), delay);
		startFailed(StartFailure.of(failure));
		RollingRestart rollout = this.rollingRestart;
		if (rollout != null && rollout.isAwaiting(slot.getId(), generation)) {
			fail(rollout, StartFailure.of(failure));
		}
	}

	private void announceReadiness() {
		if (!this.ready && this.pool.isEveryWorkerListening()) {
			this.ready = true;
			this.listener.publish(new ClusterReadyEvent(this.pool.desired()));
		}
	}

	private void announceFailedStart() {
		if (!this.everListened && this.lastStartFailure != null && this.pool.isFinished()) {
			giveUp(this.lastStartFailure);
		}
	}

	private void announceEnd() {
		if (this.stopping && !this.ended && this.pool.isEmpty()) {
			this.ended = true;
			this.listener.stopped();
		}
		else if (!this.stopping && !this.finished && this.pool.isFinished()) {
			this.finished = true;
			this.listener.finished();
		}
	}

	private Duration getPause() {
		Duration now = now();
		return Stream
			.concat(this.pool.living().stream().map(WorkerHandle::getDeadline),
					this.pool.wanted().stream().map(WorkerSlot::getNextLaunch))
			.filter(Objects::nonNull)
			.map((deadline) -> deadline.minus(now))
			.filter((pause) -> !pause.isNegative())
			.reduce(LONGEST_PAUSE, (left, right) -> (left.compareTo(right) < 0) ? left : right);
	}

	// questions

	ClusterStatus getStatus() {
		return new StatusSnapshot(this.pool, this.generation, this.rollingRestart).toStatus();
	}

	private Duration now() {
		return this.time.elapsed();
	}

	private void addSlots(int count) {
		for (int i = 0; i < count; i++) {
			this.pool.add(new WorkerSlot(this.pool.lowestFreeId(), this.generation, now()));
		}
	}

	private WorkerSlot getSlot(int id) {
		return this.pool.find(id).orElseThrow(() -> new UnknownWorkerException(id));
	}

	private WorkerSlot getSlotOf(WorkerHandle worker) {
		return this.pool.all().stream().filter((slot) -> slot.getId() == worker.getId()).findFirst().orElseThrow();
	}

	private void requireSteerable() {
		if (this.stopping) {
			throw new ClusterUnavailableException("The cluster is being stopped", null);
		}
		if (this.rollingRestart != null && this.rollingRestart.isRunning()) {
			throw new RollingRestartInProgressException(
					"A rolling restart to generation %d is running: wait for its end"
						.formatted(this.rollingRestart.getGeneration()));
		}
	}

	private static String seconds(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + " seconds" : duration.toMillis() + " ms";
	}

}
