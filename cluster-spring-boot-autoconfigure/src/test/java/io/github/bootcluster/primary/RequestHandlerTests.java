package io.github.bootcluster.primary;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Message.Reply;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequestHandler}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestHandlerTests {

	private static final ClusterStatus STATUS = new ClusterStatus(new ClusterStatus.Primary(1, Instant.EPOCH), 1,
			ClusterStatus.SchedulingPolicy.REUSE_PORT, ClusterStatus.ConnectionDraining.GRACEFUL, null,
			new ClusterStatus.Workers(1, 1), null, List.of());

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final RequestHandler handler = new RequestHandler(this.operations, 1024);

	@Test
	void answersStatus() {
		given(this.operations.getStatus()).willReturn(STATUS);
		assertThat(handle(new ClusterRequest.Status())).isEqualTo(new Reply(42, Outcome.ACCEPTED, null, STATUS));
	}

	@Test
	void answersOutputAsFarAsItFits() {
		given(this.operations.getLastOutput(2)).willReturn(List.of("one or two", "x".repeat(60), "y".repeat(60)));
		assertThat(handle(new ClusterRequest.LastOutput(2)))
			.isEqualTo(new Reply(42, Outcome.ACCEPTED, null, null, List.of("x".repeat(60), "y".repeat(60))));
	}

	@Test
	void performsEachCommandAndNothingElse() {
		Reply accepted = new Reply(42, Outcome.ACCEPTED, null, null);
		assertThat(handle(new ClusterRequest.Restart())).isEqualTo(accepted);
		assertThat(handle(new ClusterRequest.RestartWorker(2))).isEqualTo(accepted);
		assertThat(handle(new ClusterRequest.Scale(5))).isEqualTo(accepted);
		assertThat(handle(new ClusterRequest.StopWorker(3))).isEqualTo(accepted);
		then(this.operations).should().restart();
		then(this.operations).should().restart(2);
		then(this.operations).should().scale(5);
		then(this.operations).should().stop(3);
		then(this.operations).shouldHaveNoMoreInteractions();
	}

	@Test
	void whenWorkerIsUnknownSaysSo() {
		UnknownWorkerException failure = new UnknownWorkerException(7);
		willThrow(failure).given(this.operations).restart(7);
		assertThat(handle(new ClusterRequest.RestartWorker(7)))
			.isEqualTo(new Reply(42, Outcome.UNKNOWN_WORKER, failure.getMessage(), null));
	}

	@Test
	void whenRollingRestartIsRunningSaysSo() {
		willThrow(new RollingRestartInProgressException("Wait for its end")).given(this.operations).restart();
		assertThat(handle(new ClusterRequest.Restart()))
			.isEqualTo(new Reply(42, Outcome.ROLLING_RESTART_IN_PROGRESS, "Wait for its end", null));
	}

	@Test
	void whenRequestMakesNoSenseSaysWhy(CapturedOutput output) {
		willThrow(new IllegalArgumentException("'workers' must be positive")).given(this.operations).scale(0);
		assertThat(handle(new ClusterRequest.Scale(0)))
			.isEqualTo(new Reply(42, Outcome.INVALID, "'workers' must be positive", null));
		assertThat(output).doesNotContain("Unable to handle");
	}

	@Test
	void whenSomethingElseFailsSaysSoThereAndHere(CapturedOutput output) {
		given(this.operations.getStatus()).willThrow(new ClusterUnavailableException("Too busy", null));
		assertThat(handle(new ClusterRequest.Status())).isEqualTo(new Reply(42, Outcome.FAILED, "Too busy", null));
		assertThat(output).contains("Unable to handle Request[number=42, body=Status[]]", "Too busy");
	}

	private Reply handle(ClusterRequest request) {
		return this.handler.handle(new Message.Request(42, request));
	}

}
