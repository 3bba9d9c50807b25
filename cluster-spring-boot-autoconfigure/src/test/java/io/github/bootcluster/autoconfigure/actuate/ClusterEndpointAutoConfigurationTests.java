package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.actuate.ClusterEndpoint;
import io.github.bootcluster.actuate.ClusterEndpointWebExtension;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ClusterEndpointAutoConfiguration}.
 */
class ClusterEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class,
				ClusterEndpointAutoConfiguration.class, JmxAutoConfiguration.class));

	private final WebApplicationContextRunner webContextRunner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EndpointAutoConfiguration.class, ClusterEndpointAutoConfiguration.class));

	@Test
	void endpointWhenExposedOnWebExists() {
		this.webContextRunner.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.run((context) -> assertThat(context).hasSingleBean(ClusterEndpoint.class)
				.hasSingleBean(ClusterEndpointWebExtension.class));
	}

	@Test
	void endpointWhenStandaloneIsNotClustered() {
		this.webContextRunner.withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(ClusterEndpoint.class).cluster())
				.withMessage("This process is not part of a cluster"));
	}

	@Test
	void endpointWhenExposedOnJmxOnlyHasNoWebExtension() {
		this.contextRunner
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=cluster")
			.run((context) -> assertThat(context).hasSingleBean(ClusterEndpoint.class)
				.doesNotHaveBean(ClusterEndpointWebExtension.class));
	}

	@Test
	void endpointWhenNotExposedDoesNotExist() {
		this.webContextRunner.run((context) -> assertThat(context).doesNotHaveBean(ClusterEndpoint.class)
			.doesNotHaveBean(ClusterEndpointWebExtension.class));
	}

	@Test
	void endpointWhenAccessIsNoneDoesNotExist() {
		this.webContextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=cluster",
					"management.endpoint.cluster.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterEndpoint.class)
				.doesNotHaveBean(ClusterEndpointWebExtension.class));
	}

	@Test
	void endpointWithoutActuatorDoesNotExist() {
		new WebApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("clusterEndpoint")
				.doesNotHaveBean("clusterEndpointWebExtension"));
	}

	@Test
	void endpointWhenUserHasOneBacksOff() {
		this.webContextRunner.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.withBean("userEndpoint", ClusterEndpoint.class, () -> new ClusterEndpoint(null))
			.run((context) -> assertThat(context).hasSingleBean(ClusterEndpoint.class).hasBean("userEndpoint"));
	}

	/**
	 * Imports by name, as Boot does: what a loaded class is annotated with can no longer
	 * be absent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterEndpointAutoConfiguration.class)
	static class ImportingConfiguration {

	}

}
