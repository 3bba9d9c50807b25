package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.actuate.ClusterInfoContributor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterInfoContributorAutoConfiguration}.
 */
class ClusterInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClusterInfoContributorAutoConfiguration.class));

	@Test
	void contributorExists() {
		withCluster().run((context) -> assertThat(context).hasSingleBean(ClusterInfoContributor.class));
	}

	@Test
	void contributorWhenDisabledDoesNotExist() {
		withCluster().withPropertyValues("management.info.cluster.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterInfoContributor.class));
	}

	@Test
	void contributorWithoutClusterDoesNotExist() {
		this.contextRunner
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClusterInfoContributor.class));
	}

	@Test
	void contributorWithoutActuatorDoesNotExist() {
		new ApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withBean(Cluster.class, () -> mock(Cluster.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("clusterInfoContributor"));
	}

	@Test
	void contributorWhenUserHasOneBacksOff() {
		withCluster()
			.withBean("userContributor", ClusterInfoContributor.class,
					() -> new ClusterInfoContributor(mock(Cluster.class)))
			.run((context) -> assertThat(context).hasSingleBean(ClusterInfoContributor.class)
				.hasBean("userContributor"));
	}

	private ApplicationContextRunner withCluster() {
		return this.contextRunner.withBean(Cluster.class, () -> mock(Cluster.class));
	}

	/**
	 * Imports by name, as Boot does: what a loaded class is annotated with can no longer
	 * be absent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterInfoContributorAutoConfiguration.class)
	static class ImportingConfiguration {

	}

}
