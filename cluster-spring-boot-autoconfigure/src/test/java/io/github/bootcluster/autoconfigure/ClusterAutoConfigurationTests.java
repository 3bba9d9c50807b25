package io.github.bootcluster.autoconfigure;

import java.util.List;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.startup.ClusterProperties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterAutoConfiguration}.
 */
class ClusterAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class));

	@Test
	void whenNoHookHasRunIsStandalone() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Cluster.class).getRole()).isEqualTo(ClusterRole.STANDALONE);
			assertThat(context.getBean(Cluster.class).getWorkerId()).isNull();
		});
	}

	@Test
	void whenStandaloneIsAClusterOfOneThatLeads() {
		this.contextRunner.run((context) -> {
			Cluster cluster = context.getBean(Cluster.class);
			assertThat(cluster.isLeader()).isTrue();
			assertThat(cluster.getLeaderId()).isEqualTo(1);
			assertThat(cluster.getWorkers())
				.containsExactly(new ClusterWorker(1, ProcessHandle.current().pid(), WorkerState.LISTENING, 1, null));
		});
	}

	@Test
	void whenStandaloneOperationsSayHowToGetACluster() {
		this.contextRunner.run((context) -> {
			ClusterOperations operations = context.getBean(ClusterOperations.class);
			List<ThrowingCallable> calls = List.of(operations::getStatus, operations::restart,
					() -> operations.restart(1), () -> operations.scale(2), () -> operations.stop(1));
			assertThat(calls)
				.allSatisfy((call) -> assertThatExceptionOfType(ClusterUnavailableException.class).isThrownBy(call)
					.withMessage("This process runs standalone: set 'cluster.workers' to have it launch a cluster"));
		});
	}

	@Test
	void whenOperationsAreThereKeepsThem() {
		ClusterOperations operations = mock(ClusterOperations.class);
		this.contextRunner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("clusterOperations", operations))
			.run((context) -> assertThat(context.getBean(ClusterOperations.class)).isSameAs(operations));
	}

	@Test
	void whenMemberIsThereKeepsIt() {
		Cluster member = TestCluster.worker();
		this.contextRunner
			.withInitializer((context) -> context.getBeanFactory().registerSingleton("clusterMember", member))
			.run((context) -> assertThat(context.getBean(Cluster.class)).isSameAs(member));
	}

	@Test
	void whenUserHasBeanCalledClusterBothAreThere() {
		this.contextRunner.withBean("cluster", String.class, () -> "of something else")
			.run((context) -> assertThat(context).hasSingleBean(Cluster.class).hasBean("cluster"));
	}

	@Test
	void bindsProperties() {
		this.contextRunner.withPropertyValues("cluster.workers=3")
			.run((context) -> assertThat(context.getBean(ClusterProperties.class).getWorkers()).isEqualTo("3"));
	}

	@Test
	void whenPropertyCannotBeBoundFails() {
		this.contextRunner.withPropertyValues("cluster.restart.policy=sometimes")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("RestartPolicy.sometimes"));
	}

}
