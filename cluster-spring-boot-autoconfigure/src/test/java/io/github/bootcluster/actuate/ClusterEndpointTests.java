package io.github.bootcluster.actuate;

import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.actuate.ClusterEndpoint.AcceptedDescriptor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ClusterEndpoint}.
 */
class ClusterEndpointTests {

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final ClusterEndpoint endpoint = createEndpoint(this.operations);

	@Test
	void clusterReturnsStatus() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		assertThat(this.endpoint.cluster().status()).isEqualTo(ClusterStatuses.cluster());
	}

	@Test
	void clusterWhenPrimaryDoesNotAnswerFails() {
		given(this.operations.getStatus()).willThrow(new ClusterUnavailableException("No answer", null));
		assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(this.endpoint::cluster);
	}

	@Test
	void workerReturnsStatus() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		assertThat(this.endpoint.worker(2).status()).isEqualTo(ClusterStatuses.cluster().instances().get(1));
	}

	@Test
	void workerWhenPreviousProcessFailedReturnsItsLastOutput() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		given(this.operations.getLastOutput(1)).willReturn(List.of("one", "two"));
		assertThat(this.endpoint.worker(1).lastOutput()).containsExactly("one", "two");
	}

	@Test
	void workerWhenPreviousProcessDidNotFailAsksForNoOutput() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		assertThat(this.endpoint.worker(2).lastOutput()).isEmpty();
		then(this.operations).should(never()).getLastOutput(2);
	}

	@Test
	void workerWhenBeingReplacedReturnsListeningProcess() {
		given(this.operations.getStatus())
			.willReturn(ClusterStatuses.cluster(List.of(ClusterStatuses.worker(1, 10L, WorkerState.ONLINE),
					ClusterStatuses.worker(1, 20L, WorkerState.LISTENING))));
		assertThat(this.endpoint.worker(1).status().pid()).isEqualTo(20);
	}

	@Test
	void workerWhenUnknownFails() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> this.endpoint.worker(3))
			.satisfies((ex) -> assertThat(ex.getId()).isEqualTo(3));
	}

	@Test
	void updateClusterWithActionRestarts() {
		assertThat(this.endpoint.updateCluster("restart", null))
			.isEqualTo(new AcceptedDescriptor("restart", null, null));
		then(this.operations).should().restart();
		then(this.operations).shouldHaveNoMoreInteractions();
	}

	@Test
	void updateClusterWithWorkersScales() {
		assertThat(this.endpoint.updateCluster(null, 6)).isEqualTo(new AcceptedDescriptor("scale", null, 6));
		then(this.operations).should().scale(6);
		then(this.operations).shouldHaveNoMoreInteractions();
	}

	@Test
	void updateClusterWithBothFails() {
		assertThatInvalid(() -> this.endpoint.updateCluster("restart", 6))
			.withMessage("Only one of 'action' and 'workers' can be given");
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void updateClusterWithNeitherFails() {
		assertThatInvalid(() -> this.endpoint.updateCluster(null, null))
			.withMessage("Either 'action' or 'workers' must be given");
	}

	@Test
	void updateClusterWithUnknownActionFails() {
		assertThatInvalid(() -> this.endpoint.updateCluster("reboot", null))
			.withMessage("'action' must be 'restart', but was 'reboot'");
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void updateClusterWhenOperationsRefuseArgumentFails() {
		willThrow(new IllegalArgumentException("At least 1, not 0")).given(this.operations).scale(0);
		assertThatInvalid(() -> this.endpoint.updateCluster(null, 0)).withMessage("At least 1, not 0")
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void updateClusterWhenRollingRestartRunsFails() {
		willThrow(new RollingRestartInProgressException("Running")).given(this.operations).restart();
		assertThatExceptionOfType(RollingRestartInProgressException.class)
			.isThrownBy(() -> this.endpoint.updateCluster("restart", null));
	}

	@Test
	void updateWorkerWithActionRestartsWorker() {
		assertThat(this.endpoint.updateWorker(2, "restart")).isEqualTo(new AcceptedDescriptor("restart", 2, null));
		then(this.operations).should().restart(2);
		then(this.operations).shouldHaveNoMoreInteractions();
	}

	@Test
	void updateWorkerWithoutActionFails() {
		assertThatInvalid(() -> this.endpoint.updateWorker(2, null)).withMessage("'action' must be given");
	}

	@Test
	void updateWorkerWithUnknownActionFails() {
		assertThatInvalid(() -> this.endpoint.updateWorker(2, "stop"))
			.withMessage("'action' must be 'restart', but was 'stop'");
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void stopWorkerStopsWorker() {
		assertThat(this.endpoint.stopWorker(2)).isEqualTo(new AcceptedDescriptor("stop", 2, null));
		then(this.operations).should().stop(2);
		then(this.operations).shouldHaveNoMoreInteractions();
	}

	@Test
	void stopWorkerWhenRefusedWithoutMessageFailsWithOne() {
		willThrow(new IllegalArgumentException()).given(this.operations).stop(1);
		assertThatInvalid(() -> this.endpoint.stopWorker(1)).withMessage("Invalid request");
	}

	@Test
	void operationsWhenStandaloneFail() {
		ClusterEndpoint standalone = new ClusterEndpoint(
				new StaticListableBeanFactory().getBeanProvider(ClusterOperations.class)::getIfAvailable);
		assertThatIllegalStateException().isThrownBy(standalone::cluster)
			.withMessage("This process is not part of a cluster");
		assertThatIllegalStateException().isThrownBy(() -> standalone.worker(1));
		assertThatIllegalStateException().isThrownBy(() -> standalone.updateCluster("restart", null));
		assertThatIllegalStateException().isThrownBy(() -> standalone.updateWorker(1, "restart"));
		assertThatIllegalStateException().isThrownBy(() -> standalone.stopWorker(1));
	}

	private static ThrowableAssertAlternative<InvalidEndpointRequestException> assertThatInvalid(
			ThrowingCallable callable) {
		return assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(callable);
	}

	private static ClusterEndpoint createEndpoint(ClusterOperations operations) {
		StaticListableBeanFactory beanFactory = new StaticListableBeanFactory();
		beanFactory.addBean("clusterOperations", operations);
		return new ClusterEndpoint(beanFactory.getBeanProvider(ClusterOperations.class)::getIfAvailable);
	}

}
