package io.github.bootcluster.autoconfigure.health;

import java.time.Instant;
import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.Primary;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.ClusterStatus.Workers;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.health.ClusterHealthIndicator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterHealthContributorAutoConfiguration}.
 */
class ClusterHealthContributorAutoConfigurationTests {

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClusterHealthContributorAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health");

	@Test
	void componentIsNamedCluster() {
		given(this.operations.getStatus(any())).willReturn(status(new Workers(4, 3)));
		withOperations().run((context) -> {
			HealthDescriptor health = context.getBean(HealthEndpoint.class).healthForPath("cluster");
			assertThat(health.getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void healthWhenPrimaryDoesNotAnswerStaysUp() {
		given(this.operations.getStatus(any())).willThrow(new ClusterUnavailableException("No answer", null));
		withOperations().run((context) -> {
			CompositeHealthDescriptor health = health(context.getBean(HealthEndpoint.class));
			assertThat(health.getComponents().get("cluster").getStatus()).isEqualTo(Status.UNKNOWN);
			assertThat(health.getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void healthWhenNoWorkerListensIsOutOfService() {
		given(this.operations.getStatus(any())).willReturn(status(new Workers(4, 0)));
		withOperations().run((context) -> assertThat(health(context.getBean(HealthEndpoint.class)).getStatus())
			.isEqualTo(Status.OUT_OF_SERVICE));
	}

	@Test
	void healthWhenStandaloneHasNoComponent() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class)).run((context) -> {
			assertThat(context).hasSingleBean(ClusterHealthIndicator.class).hasSingleBean(ClusterOperations.class);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(health(endpoint).getComponents()).containsKey("ping").doesNotContainKey("cluster");
			assertThat(endpoint.healthForPath("cluster")).isNull();
		});
	}

	@Test
	void indicatorWhenDisabledDoesNotExist() {
		withOperations().withPropertyValues("management.health.cluster.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterHealthIndicator.class));
	}

	@Test
	void indicatorWithoutHealthDoesNotExist() {
		new ApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("clusterHealthIndicator"));
	}

	@Test
	void indicatorWhenUserHasOneBacksOff() {
		withOperations().withBean("clusterHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterHealthIndicator.class));
	}

	private ApplicationContextRunner withOperations() {
		return this.contextRunner.withBean(ClusterOperations.class, () -> this.operations);
	}

	private CompositeHealthDescriptor health(HealthEndpoint endpoint) {
		return (CompositeHealthDescriptor) endpoint.health();
	}

	private ClusterStatus status(Workers workers) {
		return new ClusterStatus(new Primary(4711, Instant.EPOCH), 1, SchedulingPolicy.REUSE_PORT,
				ConnectionDraining.GRACEFUL, null, workers, null, List.of());
	}

	/**
	 * Imports by name, as Boot does: what a loaded class is annotated with can no longer
	 * be absent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterHealthContributorAutoConfiguration.class)
	static class ImportingConfiguration {

	}

}
