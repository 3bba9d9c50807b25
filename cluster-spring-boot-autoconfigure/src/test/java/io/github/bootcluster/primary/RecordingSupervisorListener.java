package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.event.WorkerDisconnectedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the supervisor tells: the events by process id, in words.
 */
class RecordingSupervisorListener implements SupervisorListener {

	final List<String> events = new ArrayList<>();

	/**
	 * The events as the application hears them, with those about leaders.
	 */
	final List<ClusterEvent> published = new ArrayList<>();

	final List<Message.Members> members = new ArrayList<>();

	final List<WorkerExit> exits = new ArrayList<>();

	final List<String> restarts = new ArrayList<>();

	final List<String> launchFailures = new ArrayList<>();

	final List<String> scalings = new ArrayList<>();

	final List<Long> ended = new ArrayList<>();

	final List<String> stopDecisions = new ArrayList<>();

	final List<String> recycled = new ArrayList<>();

	final List<String> failedReplacements = new ArrayList<>();

	final List<Long> threadDumps = new ArrayList<>();

	final List<Duration> stalls = new ArrayList<>();

	final List<ClusterStatus> statuses = new ArrayList<>();

	final List<ClusterStartException> startFailures = new ArrayList<>();

	int listening;

	int stopping;

	int stopped;

	int finished;

	@Nullable RuntimeException failure;

	private final SupervisedCluster cluster;

	RecordingSupervisorListener(SupervisedCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public void membersChanged(Message.Members members) {
		this.members.add(members);
	}

	@Override
	public void scaled(int from, int to) {
		this.scalings.add(from + " to " + to);
	}

	@Override
	public void stopping(int workers) {
		this.stopping = workers;
	}

	@Override
	public void publish(ClusterEvent event) {
		this.published.add(event);
		if (!(event instanceof LeaderChangedEvent)) {
			this.events.add(describe(event));
		}
		if (event instanceof WorkerExitedEvent exited) {
			this.exits.add(exited.exit());
		}
	}

	private static String describe(ClusterEvent event) {
		if (event instanceof WorkerForkedEvent forked) {
			return forked.pid() + " forked";
		}
		if (event instanceof WorkerOnlineEvent online) {
			return online.pid() + " online";
		}
		if (event instanceof WorkerListeningEvent listening) {
			return listening.pid() + " listening";
		}
		if (event instanceof WorkerDisconnectedEvent disconnected) {
			return disconnected.pid() + " disconnected";
		}
		if (event instanceof WorkerExitedEvent exited) {
			return exited.exit().pid() + " exited";
		}
		return describeClusterWide(event);
	}

	private static String describeClusterWide(ClusterEvent event) {
		if (event instanceof ClusterReadyEvent ready) {
			return "ready with " + ready.workers();
		}
		if (event instanceof RollingRestartStartedEvent started) {
			return "rollout of generation %d started for %d".formatted(started.generation(), started.workers());
		}
		if (event instanceof RollingRestartCompletedEvent completed) {
			return "rollout of generation %d completed for %d".formatted(completed.generation(), completed.workers());
		}
		if (event instanceof RollingRestartFailedEvent failed) {
			return "rollout of generation %d failed".formatted(failed.generation());
		}
		throw new IllegalArgumentException("Unknown event " + event);
	}

	@Override
	public void forked(WorkerHandle worker) {
		((FakeWorker) worker.getProcess()).launchedAs(worker);
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public void launchFailed(int id, Exception cause, Duration delay) {
		this.launchFailures.add("%d: %s, again in %d ms".formatted(id, cause.getMessage(), delay.toMillis()));
	}

	@Override
	public void threadDumpWanted(WorkerHandle worker) {
		this.threadDumps.add(worker.getPid());
	}

	@Override
	public void workerListening() {
		this.listening++;
	}

	@Override
	public void workerWillBeRestarted(WorkerHandle worker, WorkerExit exit, Duration delay, boolean failed) {
		this.restarts.add("%d after %d ms%s".formatted(worker.getId(), delay.toMillis(), failed ? ", failed" : ""));
	}

	@Override
	public void workerEnded(WorkerHandle worker, WorkerExit exit) {
		this.ended.add(exit.pid());
	}

	@Override
	public void stopDecided(WorkerHandle worker, WorkerExit exit) {
		this.stopDecisions.add("%d with %d".formatted(exit.pid(), exit.exitCode()));
	}

	@Override
	public void workerWillBeRecycled(WorkerHandle worker, String reason) {
		this.recycled.add("%d because %s".formatted(worker.getPid(), reason));
	}

	@Override
	public void replacementFailed(WorkerHandle worker, WorkerExit exit, @Nullable WorkerHandle current) {
		this.failedReplacements
			.add("%d, %s goes on".formatted(exit.pid(), (current != null) ? current.getPid() : "nobody"));
	}

	@Override
	public void stalled(Duration gap) {
		this.stalls.add(gap);
	}

	@Override
	public void statusChanged(Supplier<ClusterStatus> status) {
		ClusterStatus told = status.get();
		if (!told.equals(this.cluster.status())) {
			throw new IllegalStateException("The status that is told is not the status");
		}
		this.statuses.add(told);
	}

	@Override
	public void startFailed(ClusterStartException failure) {
		this.startFailures.add(failure);
	}

	@Override
	public void stopped() {
		this.stopped++;
	}

	@Override
	public void finished() {
		this.finished++;
	}

}
