package io.github.bootcluster.primary;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.process.WorkerProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One worker process as the primary sees it. Owned by the supervisor's thread.
 */
final class WorkerHandle {

	private final int id;

	private final int generation;

	private final ForkedWorker forked;

	private final Instant startTime;

	private final Map<Class<? extends Message>, Message> told = new HashMap<>();

	private Duration startedAt;

	private Duration lastHeardAt;

	private WorkerState state = WorkerState.STARTING;

	private @Nullable Instant lastHeartbeat;

	private @Nullable Instant listeningTime;

	private @Nullable Duration listeningSince;

	private @Nullable Duration deadline;

	private @Nullable Connection connection;

	private @Nullable Integer port;

	private @Nullable WorkerStatistics statistics;

	private @Nullable String reason;

	private @Nullable List<String> lastLines;

	private boolean planned;

	private boolean drainPending;

	private boolean disconnected;

	private boolean connectionEnded;

	private RestartReason restartReason = RestartReason.CRASH;

	WorkerHandle(int id, int generation, ForkedWorker forked, TimeSource time) {
		this.id = id;
		this.generation = generation;
		this.forked = forked;
		this.startTime = time.instant();
		this.startedAt = time.elapsed();
		this.lastHeardAt = this.startedAt;
	}

	int getId() {
		return this.id;
	}

	int getGeneration() {
		return this.generation;
	}

	long getPid() {
		return getProcess().pid();
	}

	WorkerProcess getProcess() {
		return this.forked.process();
	}

	List<String> getLastLines() {
		return (this.lastLines != null) ? this.lastLines : getProcess().lastLines();
	}

	/**
	 * Keep the last lines as they are now: a thread dump would leave nothing of them.
	 */
	void keepLastLines() {
		this.lastLines = getProcess().lastLines();
	}

	WorkerState getState() {
		return this.state;
	}

	Instant getStartTime() {
		return this.startTime;
	}

	Duration getStartedAt() {
		return this.startedAt;
	}

	/**
	 * Change the state. There is no other way to change it.
	 * @param next the new state
	 * @throws IllegalStateException if the transition is not legal
	 */
	void become(WorkerState next) {
		Assert.state(this.state.canBecome(next),
				() -> "Worker %d (PID %d) cannot become %s after %s".formatted(this.id, getPid(), next, this.state));
		this.state = next;
	}

	boolean isStarting() {
		return this.state == WorkerState.STARTING || this.state == WorkerState.ONLINE;
	}

	boolean isListening() {
		return this.state == WorkerState.LISTENING;
	}

	boolean isAlive() {
		return this.state.isAlive();
	}

	/**
	 * Return whether the given greeting comes from this very process.
	 * @param hello the greeting
	 * @return {@code true} if all that it claims is right
	 */
	boolean isIntroducedBy(Message.Hello hello) {
		return this.state == WorkerState.STARTING && hello.id() == this.id && hello.generation() == this.generation
				&& hello.pid() == getPid() && this.forked.hasToken(hello.token());
	}

	void connect(Connection connection) {
		this.connection = connection;
	}

	boolean isConnectedBy(Connection connection) {
		return this.connection == connection;
	}

	boolean wasOnline() {
		return this.connection != null;
	}

	void connectionEnded() {
		this.connectionEnded = true;
	}

	/**
	 * Return whether this worker can still say and do something: a process that has lost
	 * its connection ends by itself.
	 * @return {@code true} while there are a process and its connection
	 */
	boolean isReachable() {
		return isAlive() && wasOnline() && !this.connectionEnded;
	}

	/**
	 * Send what replaces the last message of the same type, unless this worker knows it.
	 * @param message the message
	 */
	void tell(Message message) {
		if (isReachable() && !message.equals(this.told.put(message.getClass(), message))) {
			send(message);
		}
	}

	void send(Message message) {
		if (this.connection != null) {
			this.connection.send(message);
		}
	}

	void listen(@Nullable Integer port, TimeSource time) {
		this.port = port;
		this.listeningTime = time.instant();
		this.listeningSince = time.elapsed();
	}

	@Nullable Integer getPort() {
		return this.port;
	}

	@Nullable Instant getListeningTime() {
		return this.listeningTime;
	}

	/**
	 * Return whether this worker has ever served requests.
	 * @return {@code true} if it came up
	 */
	boolean hasListened() {
		return this.listeningSince != null;
	}

	boolean hasListenedFor(Duration time, Duration now) {
		Duration listened = getListened(now);
		return listened != null && listened.compareTo(time) >= 0;
	}

	/**
	 * Return for how long this worker has served requests.
	 * @param now the time
	 * @return the time, or {@code null} if it never came up
	 */
	@Nullable Duration getListened(Duration now) {
		return (this.listeningSince != null) ? now.minus(this.listeningSince) : null;
	}

	void heard(@Nullable WorkerStatistics statistics, TimeSource time) {
		this.lastHeardAt = time.elapsed();
		this.lastHeartbeat = time.instant();
		this.statistics = (statistics != null) ? statistics : this.statistics;
	}

	Duration getLastHeardAt() {
		return this.lastHeardAt;
	}

	@Nullable Instant getLastHeartbeat() {
		return this.lastHeartbeat;
	}

	@Nullable WorkerStatistics getStatistics() {
		return this.statistics;
	}

	/**
	 * Note that the cluster wants this worker to end.
	 */
	void plan() {
		this.planned = true;
	}

	boolean isPlanned() {
		return this.planned;
	}

	/**
	 * Note whether this worker is to be asked to drain once it gets no new connections.
	 * @param drainPending whether to ask
	 */
	void setDrainPending(boolean drainPending) {
		this.drainPending = drainPending;
	}

	boolean isDrainPending() {
		return this.drainPending && this.state == WorkerState.DRAINING;
	}

	/**
	 * Return whether this worker ended although the cluster did not want it to.
	 * @return {@code true} after an unplanned exit
	 */
	boolean hasCrashed() {
		return !isAlive() && !this.planned;
	}

	/**
	 * Note why another process is to take over from this one.
	 * @param restartReason the reason
	 */
	void setRestartReason(RestartReason restartReason) {
		this.restartReason = restartReason;
	}

	/**
	 * Return why another process takes over from this one. A crash comes before what was
	 * planned.
	 * @return the reason
	 */
	RestartReason getRestartReason() {
		return (hasCrashed() && !this.restartReason.isTimeout()) ? RestartReason.CRASH : this.restartReason;
	}

	void setReason(String reason) {
		this.reason = reason;
	}

	@Nullable String getReason() {
		return this.reason;
	}

	void setDeadline(Duration deadline) {
		this.deadline = deadline;
	}

	@Nullable Duration getDeadline() {
		return this.deadline;
	}

	/**
	 * Note that this worker serves no more.
	 * @return {@code true} the first time, if it was online at all
	 */
	boolean disconnect() {
		boolean first = wasOnline() && !this.disconnected;
		this.disconnected = true;
		return first;
	}

	/**
	 * Take a span of time out of this worker's life in which nobody could act: the
	 * primary or the whole machine stood still. What happened after it stays as it is.
	 * @param span the span
	 * @param now the end of the span, or later
	 */
	void forgive(Duration span, Duration now) {
		this.startedAt = earliest(this.startedAt.plus(span), now);
		this.lastHeardAt = earliest(this.lastHeardAt.plus(span), now);
		this.listeningSince = (this.listeningSince != null) ? earliest(this.listeningSince.plus(span), now) : null;
		this.deadline = (this.deadline != null) ? this.deadline.plus(span) : null;
	}

	private static Duration earliest(Duration left, Duration right) {
		return (left.compareTo(right) < 0) ? left : right;
	}

	@Override
	public String toString() {
		return "Worker %d (PID %d)".formatted(this.id, getPid());
	}

}
