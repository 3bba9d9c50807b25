package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.socket.ProcessSignals;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What the supervisor's doings mean to the world: lines in the log, events for the
 * application, signals. Nothing here blocks the supervisor's thread.
 */
final class SupervisorEffects implements SupervisorListener {

	private static final Log logger = LogFactory.getLog(Primary.class);

	// SIGQUIT makes a JVM write its threads to its standard output (signal(7))
	private static final int SIGQUIT = 3;

	// what a JVM exits with because of -XX:+ExitOnOutOfMemoryError
	private static final int OUT_OF_MEMORY = 3;

	// 128 and the number of SIGKILL
	private static final int KILLED = 137;

	private final CompletableFuture<Void> firstWorker = new CompletableFuture<>();

	private final CompletableFuture<Void> stopped = new CompletableFuture<>();

	private final CompletableFuture<Integer> stopDecided = new CompletableFuture<>();

	private final CompletableFuture<Void> finished = new CompletableFuture<>();

	private final ApplicationEventPublisher publisher;

	private final Executor executor;

	private final ProcessSignals signals;

	private final BiConsumer<WorkerHandle, Integer> exited;

	private volatile Message.Members members = Message.Members.NONE;

	private volatile StatusListener statusListener = (status) -> {
	};

	/**
	 * Create new effects.
	 * @param publisher publishes events
	 * @param executor runs what may block, one thing after the other
	 * @param signals sends signals
	 * @param exited is told of the exit of a worker that was launched
	 */
	SupervisorEffects(ApplicationEventPublisher publisher, Executor executor, ProcessSignals signals,
			BiConsumer<WorkerHandle, Integer> exited) {
		this.publisher = publisher;
		this.executor = executor;
		this.signals = signals;
		this.exited = exited;
	}

	void setStatusListener(StatusListener listener) {
		this.statusListener = listener;
	}

	CompletableFuture<Void> firstWorker() {
		return this.firstWorker;
	}

	CompletableFuture<Void> whenStopped() {
		return this.stopped;
	}

	/**
	 * Return the exit code that the primary is to end with once the restart strategy has
	 * decided that it ends.
	 * @return the exit code, which is not 0
	 */
	CompletableFuture<Integer> whenStopDecided() {
		return this.stopDecided;
	}

	CompletableFuture<Void> whenFinished() {
		return this.finished;
	}

	/**
	 * Return the members of the cluster. Safe for use by any thread.
	 * @return the latest members
	 */
	Message.Members getMembers() {
		return this.members;
	}

	@Override
	public void membersChanged(Message.Members members) {
		this.members = members;
	}

	@Override
	public void publish(ClusterEvent event) {
		logMilestone(event);
		this.executor.execute(() -> publishSafely(event));
	}

	private void logMilestone(ClusterEvent event) {
		if (event instanceof ClusterReadyEvent ready) {
			logger.info("The cluster is complete: %s".formatted(LogFormat.workers(ready.workers())));
		}
		else if (event instanceof RollingRestartStartedEvent started) {
			logger.info("Commencing rolling restart of %s to generation %d"
				.formatted(LogFormat.workers(started.workers()), started.generation()));
		}
		else if (event instanceof RollingRestartCompletedEvent completed) {
			logger.info("Rolling restart to generation %d complete".formatted(completed.generation()));
		}
		else if (event instanceof RollingRestartFailedEvent failed) {
			logger.error("Rolling restart to generation %d failed, the previous generation serves on: %s"
				.formatted(failed.generation(), failed.reason()));
		}
	}

	private void publishSafely(ClusterEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed to handle %s".formatted(event), ex);
		}
	}

	@Override
	public void scaled(int from, int to) {
		logger.info("Scaling from %d to %s".formatted(from, LogFormat.workers(to)));
	}

	@Override
	public void stopping(int workers) {
		if (workers > 0) {
			logger.info("Stopping %s".formatted(LogFormat.workers(workers)));
		}
	}

	@Override
	public void forked(WorkerHandle worker) {
		worker.getProcess().onExit().thenAccept((exitCode) -> this.exited.accept(worker, exitCode));
	}

	@Override
	public void launchFailed(int id, Exception cause, Duration delay) {
		logger.error("Worker %d could not be launched; next attempt in %s".formatted(id, LogFormat.seconds(delay)),
				cause);
	}

	@Override
	public void threadDumpWanted(WorkerHandle worker) {
		this.executor.execute(() -> this.signals.send(worker.getPid(), SIGQUIT));
	}

	@Override
	public void workerListening() {
		this.firstWorker.complete(null);
	}

	@Override
	public void workerWillBeRestarted(WorkerHandle worker, WorkerExit exit, Duration delay, boolean failed) {
		String description = "%s exited with %s%s".formatted(worker, exit.describe(), guess(exit));
		String plan = "will be restarted " + (delay.isZero() ? "at once" : "in " + LogFormat.seconds(delay));
		if (failed) {
			logger.error("%s once too often, counts as failed and %s".formatted(description, plan));
		}
		else {
			logger.warn("%s and %s".formatted(description, plan));
		}
	}

	private String guess(WorkerExit exit) {
		if (exit.reason() != null) {
			return " because " + exit.reason();
		}
		return switch (exit.exitCode()) {
			case OUT_OF_MEMORY -> ", probably out of memory,";
			case KILLED -> ", perhaps by the kernel for want of memory,";
			default -> "";
		};
	}

	@Override
	public void workerEnded(WorkerHandle worker, WorkerExit exit) {
		logger.warn("%s exited with %s and will not be restarted".formatted(worker, exit.describe()));
	}

	@Override
	public void stopDecided(WorkerHandle worker, WorkerExit exit) {
		logger.error("%s exited with %s%s: the cluster is being stopped as the restart strategy decided"
			.formatted(worker, exit.describe(), guess(exit)));
		this.stopDecided.complete((exit.exitCode() != 0) ? exit.exitCode() : 1);
	}

	@Override
	public void workerWillBeRecycled(WorkerHandle worker, String reason) {
		logger.info("%s is being recycled because %s".formatted(worker, reason));
	}

	@Override
	public void replacementFailed(WorkerHandle worker, WorkerExit exit, @Nullable WorkerHandle current) {
		String consequence = (current != null && current.isAlive()) ? "; %s goes on".formatted(current) : "";
		logger.error("%s exited with %s before it could take over%s".formatted(worker, exit.describe(), consequence));
	}

	@Override
	public void stalled(Duration gap) {
		logger.warn("The primary or the machine stood still for %s; no worker is blamed for it"
			.formatted(LogFormat.seconds(gap)));
	}

	@Override
	public void statusChanged(Supplier<ClusterStatus> status) {
		if (logger.isTraceEnabled()) {
			logger.trace(status.get());
		}
		this.statusListener.statusChanged(status);
	}

	@Override
	public void startFailed(ClusterStartException failure) {
		this.firstWorker.completeExceptionally(failure);
	}

	@Override
	public void stopped() {
		this.stopped.complete(null);
	}

	@Override
	public void finished() {
		if (this.finished.complete(null)) {
			logger.info("All workers have ended, and none is to be restarted");
		}
	}

}
