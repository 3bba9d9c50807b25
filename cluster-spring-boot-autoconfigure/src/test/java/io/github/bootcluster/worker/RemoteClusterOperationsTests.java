package io.github.bootcluster.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Message.Reply;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RemoteClusterOperations}.
 */
class RemoteClusterOperationsTests {

	private static final Duration TIMEOUT = Duration.ofMillis(1500);

	private static final ClusterStatus STATUS = new ClusterStatus(new ClusterStatus.Primary(1, Instant.EPOCH), 1,
			ClusterStatus.SchedulingPolicy.REUSE_PORT, ClusterStatus.ConnectionDraining.GRACEFUL, null,
			new ClusterStatus.Workers(1, 1), null, List.of());

	private final RemoteClusterOperations.Channel channel = mock(RemoteClusterOperations.Channel.class);

	private final RemoteClusterOperations operations = new RemoteClusterOperations(this.channel, TIMEOUT);

	@Test
	void asksForStatus() throws Exception {
		given(this.channel.request(new ClusterRequest.Status(), TIMEOUT))
			.willReturn(new Reply(1, Outcome.ACCEPTED, null, STATUS));
		assertThat(this.operations.getStatus()).isSameAs(STATUS);
	}

	@Test
	void whenStatusIsMissingFails() throws Exception {
		answer(new ClusterRequest.Status(), Outcome.ACCEPTED, null);
		assertThatIllegalStateException().isThrownBy(this.operations::getStatus)
			.withMessage("The primary answered without the status of the cluster");
	}

	@Test
	void asksForLastOutput() throws Exception {
		given(this.channel.request(new ClusterRequest.LastOutput(2), TIMEOUT))
			.willReturn(new Reply(1, Outcome.ACCEPTED, null, null, List.of("one", "two")));
		assertThat(this.operations.getLastOutput(2)).containsExactly("one", "two");
	}

	@Test
	void asksForEachCommand() throws Exception {
		answer(new ClusterRequest.Restart(), Outcome.ACCEPTED, null);
		answer(new ClusterRequest.RestartWorker(2), Outcome.ACCEPTED, null);
		answer(new ClusterRequest.Scale(5), Outcome.ACCEPTED, null);
		answer(new ClusterRequest.StopWorker(3), Outcome.ACCEPTED, null);
		// an unexpected request would get no reply, and so fail
		this.operations.restart();
		this.operations.restart(2);
		this.operations.scale(5);
		this.operations.stop(3);
	}

	@Test
	void whenWorkerIsUnknownSaysWhich() throws Exception {
		answer(new ClusterRequest.RestartWorker(7), Outcome.UNKNOWN_WORKER, "any");
		answer(new ClusterRequest.StopWorker(8), Outcome.UNKNOWN_WORKER, "any");
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.operations.restart(7))
			.satisfies((ex) -> assertThat(ex.getId()).isEqualTo(7));
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.operations.stop(8))
			.satisfies((ex) -> assertThat(ex.getId()).isEqualTo(8));
	}

	@Test
	void whenRollingRestartIsRunningSaysSo() throws Exception {
		answer(new ClusterRequest.Restart(), Outcome.ROLLING_RESTART_IN_PROGRESS, "Wait for its end");
		assertThatExceptionOfType(RollingRestartInProgressException.class).isThrownBy(this.operations::restart)
			.withMessage("Wait for its end");
	}

	@Test
	void whenRequestMakesNoSenseSaysWhy() throws Exception {
		answer(new ClusterRequest.Scale(0), Outcome.INVALID, "'workers' must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> this.operations.scale(0))
			.withMessage("'workers' must be positive");
	}

	@Test
	void whenPrimaryFailsIsUnavailable() throws Exception {
		answer(new ClusterRequest.Restart(), Outcome.FAILED, "out of order");
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.operations::restart)
			.withMessage("The primary failed: out of order");
	}

	@Test
	void whenPrimaryDoesNotAnswerInTimeIsUnavailable() throws Exception {
		given(this.channel.request(new ClusterRequest.Status(), TIMEOUT)).willThrow(new TimeoutException());
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.operations::getStatus)
			.withMessage("The primary did not answer within 1500 ms")
			.withCauseInstanceOf(TimeoutException.class);
	}

	@Test
	void whenPrimaryDoesNotAnswerInTimeOfCallerIsUnavailable() throws Exception {
		Duration timeout = Duration.ofMillis(20);
		given(this.channel.request(new ClusterRequest.Status(), timeout)).willThrow(new TimeoutException());
		assertThatExceptionOfType(ClusterUnavailableException.class)
			.isThrownBy(() -> this.operations.getStatus(timeout))
			.withMessage("The primary did not answer within 20 ms");
	}

	@Test
	void whenChannelHasEndedIsUnavailable() throws Exception {
		given(this.channel.request(new ClusterRequest.Status(), TIMEOUT)).willThrow(new IOException("Broken pipe"));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.operations::getStatus)
			.withMessage("The channel to the primary has ended")
			.withCauseInstanceOf(IOException.class);
	}

	private void answer(ClusterRequest request, Outcome outcome, String detail) throws Exception {
		given(this.channel.request(request, TIMEOUT)).willReturn(new Reply(1, outcome, detail, null));
	}

}
