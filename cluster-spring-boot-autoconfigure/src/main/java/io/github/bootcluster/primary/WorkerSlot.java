package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.RestartReason;
import org.jspecify.annotations.Nullable;

/**
 * The place of one worker, which outlives its processes: the one that counts, the one
 * that is to replace it, and those that are on their way out. Owned by the supervisor's
 * thread.
 */
final class WorkerSlot {

	private final int id;

	private final WorkerFigures figures;

	private final Deque<Duration> crashes = new ArrayDeque<>();

	private final List<WorkerHandle> leaving = new ArrayList<>();

	private int generation;

	private @Nullable WorkerHandle current;

	private @Nullable WorkerHandle replacement;

	private @Nullable Duration nextLaunch;

	private @Nullable WorkerExit lastExit;

	private List<String> lastOutput = List.of();

	private int failuresInARow;

	private int restarts;

	private boolean exhausted;

	private boolean retired;

	/**
	 * Create a new slot without a process.
	 * @param id the id of its workers
	 * @param generation the generation of its first worker
	 * @param nextLaunch when its first worker is to be launched
	 * @param figures counts its restarts
	 */
	WorkerSlot(int id, int generation, Duration nextLaunch, WorkerFigures figures) {
		this.id = id;
		this.figures = figures;
		this.generation = generation;
		this.nextLaunch = nextLaunch;
	}

	int getId() {
		return this.id;
	}

	int getGeneration() {
		return this.generation;
	}

	void setGeneration(int generation) {
		this.generation = generation;
	}

	int getRestarts() {
		return this.restarts;
	}

	/**
	 * Return the process that messages and the endpoint mean when they name this worker.
	 * @return the process, which may have ended
	 */
	@Nullable WorkerHandle getCurrent() {
		return this.current;
	}

	@Nullable WorkerHandle getReplacement() {
		return this.replacement;
	}

	@Nullable WorkerExit getLastExit() {
		return this.lastExit;
	}

	/**
	 * Return the last lines of the process that {@link #getLastExit()} tells of.
	 * @return the lines, none if its end was planned
	 */
	List<String> getLastOutput() {
		return this.lastOutput;
	}

	/**
	 * Return all processes of this slot that have not ended.
	 * @return the living
	 */
	Stream<WorkerHandle> living() {
		return Stream
			.concat(Stream.of(this.current, this.replacement).flatMap(Stream::ofNullable), this.leaving.stream())
			.filter(WorkerHandle::isAlive);
	}

	boolean isListening() {
		return this.current != null && this.current.isListening();
	}

	boolean hasCurrent() {
		return this.current != null && this.current.isAlive();
	}

	boolean hasReplacement() {
		return this.replacement != null && this.replacement.isAlive();
	}

	boolean hasStartingReplacement() {
		return this.replacement != null && this.replacement.getState().isWanted();
	}

	/**
	 * Return the process that counts.
	 * @return the process, or {@code null} if it has ended, or there was none yet
	 */
	@Nullable WorkerHandle getLivingCurrent() {
		return hasCurrent() ? this.current : null;
	}

	/**
	 * Return the state to show of a slot that has no process.
	 * @return whether the latest one counts as failed, or has merely ended
	 */
	WorkerState getStateWithoutProcess() {
		return (this.current != null && this.current.getState() == WorkerState.FAILED) ? WorkerState.FAILED
				: WorkerState.EXITED;
	}

	boolean isDueForLaunch(Duration now) {
		return !this.retired && !hasCurrent() && this.nextLaunch != null && this.nextLaunch.compareTo(now) <= 0;
	}

	/**
	 * Return when the next process is to be launched.
	 * @return the time, or {@code null} if there is a process, or none is to come
	 */
	@Nullable Duration getNextLaunch() {
		return (this.retired || hasCurrent()) ? null : this.nextLaunch;
	}

	void launchAt(Duration time) {
		this.nextLaunch = time;
	}

	void neverLaunch() {
		this.nextLaunch = null;
	}

	void launched(WorkerHandle worker) {
		succeed(worker);
	}

	/**
	 * Note that a process is to take over from the current one.
	 * @param worker the process
	 * @param reason why it is
	 */
	void replaceBy(WorkerHandle worker, RestartReason reason) {
		this.replacement = worker;
		if (this.current != null) {
			this.current.setRestartReason(reason);
		}
	}

	/**
	 * Make the replacement the process that counts.
	 * @return the process that it takes over from
	 */
	@Nullable WorkerHandle promoteReplacement() {
		WorkerHandle promoted = this.replacement;
		WorkerHandle predecessor = this.current;
		if (promoted != null) {
			this.replacement = null;
			succeed(promoted);
			leave(predecessor);
		}
		return predecessor;
	}

	private void succeed(WorkerHandle worker) {
		if (this.current != null) {
			this.restarts += this.current.hasCrashed() ? 1 : 0;
			this.figures.restarted(this.current.getRestartReason());
		}
		this.generation = worker.getGeneration();
		this.current = worker;
	}

	/**
	 * Give up the replacement; the current process goes on.
	 * @return the process that will not be needed
	 */
	@Nullable WorkerHandle dismissReplacement() {
		WorkerHandle dismissed = this.replacement;
		this.replacement = null;
		leave(dismissed);
		return dismissed;
	}

	private void leave(@Nullable WorkerHandle worker) {
		if (worker != null && worker.isAlive()) {
			this.leaving.add(worker);
		}
	}

	void exited(WorkerHandle worker, WorkerExit exit, List<String> lastOutput) {
		this.lastExit = exit;
		this.lastOutput = lastOutput;
		this.leaving.remove(worker);
	}

	/**
	 * Count a launch that failed.
	 * @return the number of failures in a row
	 */
	int countFailedLaunch() {
		return ++this.failuresInARow;
	}

	/**
	 * Count a crash, after earlier failures were forgiven if the worker had proved
	 * itself.
	 * @param provedItself whether the worker had listened long enough
	 * @param now the time
	 * @return the number of failures in a row
	 */
	int countCrash(boolean provedItself, Duration now) {
		if (provedItself) {
			this.failuresInARow = 0;
			this.exhausted = false;
		}
		this.crashes.addLast(now);
		return ++this.failuresInARow;
	}

	/**
	 * Return whether this worker has died too often, now or before it last proved itself.
	 * @param budget how often it may die
	 * @param now the time
	 * @return {@code true} if it counts as failed
	 */
	boolean isExhausted(CrashBudget budget, Duration now) {
		this.crashes.removeIf((crash) -> crash.compareTo(now.minus(budget.period())) < 0);
		this.exhausted |= budget.isExceeded(this.crashes, now);
		return this.exhausted;
	}

	void forgetFailures() {
		this.failuresInARow = 0;
		this.exhausted = false;
		this.crashes.clear();
	}

	void retire() {
		this.retired = true;
	}

	boolean isRetired() {
		return this.retired;
	}

}
