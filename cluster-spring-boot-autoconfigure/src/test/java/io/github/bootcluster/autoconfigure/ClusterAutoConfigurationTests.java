package io.github.bootcluster.autoconfigure;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.startup.ClusterMember;
import io.github.bootcluster.startup.ClusterProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

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
	void whenMemberIsThereKeepsIt() {
		Cluster member = new ClusterMember(ClusterRole.WORKER, 3);
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
