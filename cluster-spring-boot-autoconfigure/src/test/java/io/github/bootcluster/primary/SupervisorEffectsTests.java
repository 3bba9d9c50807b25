package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;
import io.github.bootcluster.process.WorkerProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SupervisorEffects}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SupervisorEffectsTests {

	private final List<String> log = new ArrayList<>();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final WorkerProcess process = mock(WorkerProcess.class);

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final WorkerHandle worker = new WorkerHandle(2, 1, new ForkedWorker(this.process, "secret"),
			TimeSource.system());

	private final SupervisorEffects effects = new SupervisorEffects(this::publish, this.tasks::add,
			(pid, signal) -> this.log.add("signal %d to %d".formatted(signal, pid)),
			(worker, exitCode) -> this.log.add("%s exited with %d".formatted(worker, exitCode)));

	@BeforeEach
	void setUp() {
		given(this.process.pid()).willReturn(4711L);
		given(this.process.onExit()).willReturn(this.exit);
	}

	@Test
	void publishesOnExecutorInOrder() {
		this.effects.publish(new WorkerOnlineEvent(2, 4711, 1));
		this.effects.publish(new ClusterReadyEvent(2));
		assertThat(this.log).isEmpty();
		runTasks();
		assertThat(this.log).containsExactly("WorkerOnlineEvent", "ClusterReadyEvent");
	}

	@Test
	void membersAreKnownBeforeAnEventIsPublished() {
		assertThat(this.effects.getMembers().workers()).isEmpty();
		Message.Members members = new Message.Members(List.of(), 2);
		this.effects.membersChanged(members);
		assertThat(this.effects.getMembers()).isSameAs(members);
	}

	@Test
	void whenListenerFailsTheNextEventIsPublishedAllTheSame(CapturedOutput output) {
		this.effects.publish(new RollingRestartStartedEvent(2, 4));
		this.effects.publish(new ClusterReadyEvent(2));
		runTasks();
		assertThat(this.log).containsExactly("ClusterReadyEvent");
		assertThat(output).contains("A listener failed to handle RollingRestartStartedEvent[", "Thrown by the test");
	}

	@Test
	void logsMilestones(CapturedOutput output) {
		this.effects.publish(new ClusterReadyEvent(4));
		this.effects.publish(new RollingRestartStartedEvent(2, 4));
		this.effects.publish(new RollingRestartCompletedEvent(2, 4));
		this.effects.publish(new RollingRestartFailedEvent(3, "Worker 1 (PID 1) exited."));
		this.effects.publish(new WorkerOnlineEvent(2, 4711, 1));
		assertThat(output).contains("The cluster is complete: 4 workers",
				"Commencing rolling restart of 4 workers to generation 2", "Rolling restart to generation 2 complete",
				"Rolling restart to generation 3 failed, the previous generation serves on: Worker 1 (PID 1) exited.")
			.doesNotContain("WorkerOnlineEvent");
	}

	@Test
	void logsChangesOfNumber(CapturedOutput output) {
		this.effects.scaled(2, 4);
		this.effects.scaled(2, 1);
		this.effects.stopping(1);
		this.effects.stopping(0);
		this.effects.publish(new ClusterReadyEvent(1));
		assertThat(output)
			.contains("Scaling from 2 to 4 workers", "Scaling from 2 to 1 worker", "Stopping 1 worker",
					"The cluster is complete: 1 worker")
			.doesNotContain("Stopping 0");
	}

	@Test
	void reportsExitOfForkedWorker() {
		this.effects.forked(this.worker);
		assertThat(this.log).isEmpty();
		this.exit.complete(143);
		assertThat(this.log).containsExactly("Worker 2 (PID 4711) exited with 143");
	}

	@Test
	void whenThreadDumpIsWantedSendsQuitOnExecutor() {
		this.effects.threadDumpWanted(this.worker);
		assertThat(this.log).isEmpty();
		runTasks();
		assertThat(this.log).containsExactly("signal 3 to 4711");
	}

	@Test
	void whenLaunchFailsLogsCauseAndNextAttempt(CapturedOutput output) {
		this.effects.launchFailed(2, new IOException("No such file"), Duration.ofMillis(1500));
		assertThat(output).contains("Worker 2 could not be launched; next attempt in 1.5 seconds",
				"java.io.IOException: No such file");
	}

	@Test
	void whenWorkerWillBeRestartedSaysHowAndWhen(CapturedOutput output) {
		this.effects.workerWillBeRestarted(this.worker, exit(1, null, null), Duration.ZERO, false);
		this.effects.workerWillBeRestarted(this.worker, exit(134, "SIGABRT", null), Duration.ofMillis(100), false);
		this.effects.workerWillBeRestarted(this.worker, exit(137, "SIGKILL", "it sent no heartbeat"),
				Duration.ofSeconds(2), false);
		assertThat(output).contains("Worker 2 (PID 4711) exited with code 1 and will be restarted at once",
				"Worker 2 (PID 4711) exited with code 134 (SIGABRT) and will be restarted in 0.1 seconds",
				"Worker 2 (PID 4711) exited with code 137 (SIGKILL) because it sent no heartbeat and will be restarted in 2.0 seconds");
	}

	@Test
	void whenWorkerMayHaveRunOutOfMemorySaysSo(CapturedOutput output) {
		this.effects.workerWillBeRestarted(this.worker, exit(3, null, null), Duration.ZERO, false);
		this.effects.workerWillBeRestarted(this.worker, exit(137, "SIGKILL", null), Duration.ZERO, false);
		assertThat(output).contains("exited with code 3, probably out of memory, and will be restarted at once",
				"exited with code 137 (SIGKILL), perhaps by the kernel for want of memory, and will be restarted at once");
	}

	@Test
	void whenWorkerHasFailedSaysSo(CapturedOutput output) {
		this.effects.workerWillBeRestarted(this.worker, exit(1, null, null), Duration.ofSeconds(30), true);
		assertThat(output).contains(
				"Worker 2 (PID 4711) exited with code 1 once too often, counts as failed and will be restarted in 30.0 seconds");
	}

	@Test
	void whenWorkerHasEndedForGoodSaysSo(CapturedOutput output) {
		this.effects.workerEnded(this.worker, exit(0, null, null));
		assertThat(output).contains("Worker 2 (PID 4711) exited with code 0 and will not be restarted");
	}

	@Test
	void whenStrategyStopsTheClusterSaysWhyAndTellsTheExitCode(CapturedOutput output) {
		assertThat(this.effects.whenStopDecided()).isNotDone();
		this.effects.stopDecided(this.worker, exit(78, null, null));
		assertThat(this.effects.whenStopDecided()).isCompletedWithValue(78);
		assertThat(output).contains("Worker 2 (PID 4711) exited with code 78: "
				+ "the cluster is being stopped as the restart strategy decided");
	}

	@Test
	void whenStrategyStopsTheClusterAfterSuccessTellsAnotherExitCode() {
		this.effects.stopDecided(this.worker, exit(0, null, null));
		assertThat(this.effects.whenStopDecided()).isCompletedWithValue(1);
	}

	@Test
	void whenWorkerWillBeRecycledSaysWhy(CapturedOutput output) {
		this.effects.workerWillBeRecycled(this.worker, "it has served 10,021 requests");
		assertThat(output).contains("Worker 2 (PID 4711) is being recycled because it has served 10,021 requests");
	}

	@Test
	void whenReplacementFailsSaysWhoGoesOn(CapturedOutput output) {
		WorkerHandle replacement = mock(WorkerHandle.class);
		given(replacement.toString()).willReturn("Worker 2 (PID 4800)");
		this.effects.replacementFailed(replacement, exit(1, null, null), this.worker);
		assertThat(output)
			.contains("Worker 2 (PID 4800) exited with code 1 before it could take over; Worker 2 (PID 4711) goes on");
	}

	@Test
	void whenReplacementFailsAndNobodyIsLeftSaysNoMore(CapturedOutput output) {
		this.effects.replacementFailed(this.worker, exit(1, null, null), null);
		assertThat(output).contains("Worker 2 (PID 4711) exited with code 1 before it could take over")
			.doesNotContain("goes on");
	}

	@Test
	void whenEverythingStoodStillBlamesNobody(CapturedOutput output) {
		this.effects.stalled(Duration.ofSeconds(90));
		assertThat(output)
			.contains("The primary or the machine stood still for 90.0 seconds; no worker is blamed for it");
	}

	@Test
	void whenFirstWorkerListensIsNoLongerAwaited() {
		assertThat(this.effects.firstWorker()).isNotDone();
		this.effects.workerListening();
		this.effects.workerListening();
		assertThat(this.effects.firstWorker()).isCompleted();
	}

	@Test
	void whenStartFailsFirstWorkerIsNotAwaitedInVain() {
		ClusterStartException failure = new ClusterStartException(3, "It failed.", List.of());
		this.effects.startFailed(failure);
		assertThat(this.effects.firstWorker()).isCompletedExceptionally();
		assertThat(this.effects.firstWorker().handle((result, ex) -> ex)).isCompletedWithValue(failure);
	}

	@Test
	void whenStoppedOrFinishedTellsWhoWaits(CapturedOutput output) {
		assertThat(this.effects.whenStopped()).isNotDone();
		assertThat(this.effects.whenFinished()).isNotDone();
		this.effects.stopped();
		assertThat(this.effects.whenStopped()).isCompleted();
		assertThat(this.effects.whenFinished()).isNotDone();
		this.effects.finished();
		this.effects.finished();
		assertThat(this.effects.whenFinished()).isCompleted();
		assertThat(output).containsOnlyOnce("All workers have ended, and none is to be restarted");
	}

	private void publish(Object event) {
		if (event instanceof RollingRestartStartedEvent) {
			throw new IllegalStateException("Thrown by the test");
		}
		this.log.add(event.getClass().getSimpleName());
	}

	private void runTasks() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	private static WorkerExit exit(int code, String signal, String reason) {
		return new WorkerExit(4711, code, signal, false, reason, Instant.EPOCH);
	}

}
