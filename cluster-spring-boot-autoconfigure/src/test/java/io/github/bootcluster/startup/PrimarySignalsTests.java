package io.github.bootcluster.startup;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link PrimarySignals} and {@link StatusText}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PrimarySignalsTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final ClusterOperations cluster = mock(ClusterOperations.class);

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final PrimarySignals signals = new PrimarySignals(this.tasks::add, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void handlerOnlyQueues() {
		this.signals.steer(this.cluster);
		this.signals.received("HUP");
		then(this.cluster).shouldHaveNoInteractions();
		this.tasks.remove().run();
		then(this.cluster).should().restart();
	}

	@Test
	void terminalInputAddsAndTerminalOutputTakesOneWorker() {
		steer(3);
		receive("TTIN");
		then(this.cluster).should().scale(4);
		receive("TTOU");
		then(this.cluster).should().scale(2);
	}

	@Test
	void lastWorkerIsNotTakenAway(CapturedOutput output) {
		steer(1);
		receive("TTOU");
		then(this.cluster).should(never()).scale(anyInt());
		assertThat(output).contains("SIGTTOU is ignored: there is only one worker; stop the application instead");
	}

	@Test
	void whenRefusedSaysWhyInOneLine(CapturedOutput output) {
		steer(2);
		willThrow(new RollingRestartInProgressException("A rolling restart to generation 2 is running"))
			.given(this.cluster)
			.restart();
		willThrow(new ClusterUnavailableException("The cluster is being stopped", null)).given(this.cluster)
			.scale(anyInt());
		receive("HUP");
		receive("TTIN");
		assertThat(output)
			.contains("SIGHUP is ignored: A rolling restart to generation 2 is running",
					"SIGTTIN is ignored: The cluster is being stopped")
			.doesNotContain("\tat ");
	}

	@Test
	void whenPrimaryIsNotReadyIgnoresSignals(CapturedOutput output) {
		for (String name : List.of("HUP", "TTIN", "TTOU", "USR2")) {
			receive(name);
		}
		assertThat(output).contains("SIGHUP is ignored: the primary is not ready",
				"SIGTTIN is ignored: the primary is not ready", "SIGTTOU is ignored: the primary is not ready",
				"SIGUSR2 is ignored: the primary is not ready");
	}

	@Test
	void statusIsWrittenInAFewLines(CapturedOutput output) {
		WorkerStatus first = new WorkerStatus(1, 4721L, WorkerState.LISTENING, 2, 1, 8080, NOW.minusSeconds(3725),
				NOW.minusSeconds(3720), NOW, new WorkerStatistics.Memory(190L * 1024 * 1024, 1, 1), 0.1, 2L,
				new WorkerStatistics.Requests(3, 81234), null);
		WorkerStatus second = new WorkerStatus(2, null, WorkerState.FAILED, 1, 11, null, null, null, null, null, null,
				null, null, new WorkerExit(4722, 137, "SIGKILL", false, null, NOW));
		given(this.cluster.getStatus()).willReturn(status(2, List.of(first, second)));
		this.signals.steer(this.cluster);
		receive("USR2");
		assertThat(output).contains(
				"""
						Status of the cluster: 1 of 2 workers listening, generation 2, rolling restart to generation 3 failed
						  Worker 1 (PID 4721): listening, generation 2, up 1:02:05, 1 restart, 190.0 MB, 81,234 requests, 3 active
						  Worker 2: failed, generation 1, 11 restarts, exited with code 137 (SIGKILL)
						""");
	}

	private void steer(int workers) {
		given(this.cluster.getStatus()).willReturn(status(workers, List.of()));
		this.signals.steer(this.cluster);
	}

	private void receive(String name) {
		this.signals.received(name);
		this.tasks.remove().run();
	}

	private static ClusterStatus status(int workers, List<WorkerStatus> instances) {
		return new ClusterStatus(new ClusterStatus.Primary(1, NOW), 2, SchedulingPolicy.REUSE_PORT,
				ConnectionDraining.GRACEFUL, null, new ClusterStatus.Workers(workers, 1),
				new RollingRestart(RollingRestart.State.FAILED, 3, 0, 2, "It failed."), instances);
	}

}
