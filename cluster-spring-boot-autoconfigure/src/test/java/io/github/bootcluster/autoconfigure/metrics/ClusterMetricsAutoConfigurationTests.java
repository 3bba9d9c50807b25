package io.github.bootcluster.autoconfigure.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.autoconfigure.actuate.ClusterRelayAutoConfiguration;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.metrics.AllWorkers;
import io.github.bootcluster.metrics.ClusterMeters;
import io.github.bootcluster.metrics.MetricsEndpointWebExtension;
import io.github.bootcluster.metrics.PrometheusScrapeEndpointWebExtension;
import io.github.bootcluster.metrics.WorkerTagMeterFilter;
import io.github.bootcluster.worker.ClusterFigures;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsEndpointAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterMetricsAutoConfiguration}.
 */
class ClusterMetricsAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=metrics,prometheus";

	private static final AutoConfigurations BOOT = AutoConfigurations.of(MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class,
			MetricsEndpointAutoConfiguration.class, EndpointAutoConfiguration.class,
			WebEndpointAutoConfiguration.class);

	private static final AutoConfigurations CLUSTER = AutoConfigurations.of(ClusterAutoConfiguration.class,
			ClusterRelayAutoConfiguration.class, ClusterMetricsAutoConfiguration.class);

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner().withConfiguration(BOOT)
		.withConfiguration(CLUSTER)
		.withPropertyValues(EXPOSED);

	@Test
	void endpointsWhenExposedShowAllWorkers() {
		this.contextRunner
			.run((context) -> assertThat(context).hasSingleBean(PrometheusScrapeEndpointWebExtension.class)
				.hasSingleBean(MetricsEndpointWebExtension.class));
	}

	@Test
	void endpointsHaveTheRequestsThatSpringBootGivesThem() {
		this.contextRunner.run((context) -> assertThat(requests(context)).isEqualTo(requestsOfBoot()));
	}

	@Test
	void endpointsWhenNotExposedHaveNoExtension() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(PrometheusScrapeEndpointWebExtension.class)
				.doesNotHaveBean(MetricsEndpointWebExtension.class));
	}

	@Test
	void endpointsWhenExposedOnJmxOnlyHaveNoExtension() {
		new ApplicationContextRunner().withConfiguration(BOOT)
			.withConfiguration(CLUSTER)
			.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PrometheusScrapeEndpointWebExtension.class)
				.doesNotHaveBean(MetricsEndpointWebExtension.class));
	}

	@Test
	void workerWhenAggregateIsFalseIsAsSpringBootHasIt() {
		this.contextRunner.withUserConfiguration(WorkerConfiguration.class)
			.withPropertyValues("cluster.metrics.aggregate=false")
			.run((context) -> {
				assertThat(context).doesNotHaveBean(WorkerTagMeterFilter.class)
					.doesNotHaveBean(AllWorkers.class)
					.doesNotHaveBean(PrometheusScrapeEndpointWebExtension.class)
					.doesNotHaveBean(MetricsEndpointWebExtension.class)
					.hasSingleBean(ClusterMeters.class);
				assertThat(requests(context)).isEqualTo(requestsOfBoot());
				assertThat(counter(context).getTags()).isEmpty();
			});
	}

	@Test
	void metersOfAWorkerHaveItsId() {
		this.contextRunner.withUserConfiguration(WorkerConfiguration.class)
			.run((context) -> assertThat(counter(context).getTag("worker")).isEqualTo("1"));
	}

	@Test
	void metersWhenApplicationHasTheTagKeepIt() {
		this.contextRunner.withUserConfiguration(WorkerConfiguration.class)
			.withPropertyValues("management.metrics.tags.worker=mine")
			.run((context) -> assertThat(counter(context).getTag("worker")).isEqualTo("mine"));
	}

	@Test
	void metersOfTheClusterAreThoseOfTheWorker() {
		this.contextRunner.withUserConfiguration(WorkerConfiguration.class)
			.run((context) -> assertThat(names(context)).contains("cluster.workers", "cluster.worker.restarts",
					"cluster.worker.start", "cluster.messages", "cluster.metrics.omissions"));
	}

	@Test
	void processWhenStandaloneHasNoMetersOfTheCluster() {
		this.contextRunner.run((context) -> {
			assertThat(names(context)).noneMatch((name) -> name.startsWith("cluster."));
			assertThat(counter(context).getTags()).isEmpty();
		});
	}

	@Test
	void prometheusWhenNotThereLeavesTheMetricsEndpoint() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader(PrometheusMeterRegistry.class, PrometheusRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MetricsEndpointWebExtension.class)
				.doesNotHaveBean(PrometheusScrapeEndpointWebExtension.class));
	}

	@Test
	void micrometerWhenNotThereLeavesNothing() {
		new WebApplicationContextRunner().withConfiguration(CLUSTER)
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ClusterMeters.class));
	}

	private Set<WebOperationRequestPredicate> requestsOfBoot() {
		Set<WebOperationRequestPredicate> requests = new HashSet<>();
		new WebApplicationContextRunner().withConfiguration(BOOT)
			.withPropertyValues(EXPOSED)
			.run((context) -> requests.addAll(requests(context)));
		return requests;
	}

	private static Set<WebOperationRequestPredicate> requests(AssertableWebApplicationContext context) {
		return context.getBean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.map(WebOperation::getRequestPredicate)
			.collect(Collectors.toSet());
	}

	private static Meter.Id counter(AssertableWebApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class).counter("jobs").getId();
	}

	private static List<String> names(AssertableWebApplicationContext context) {
		return context.getBean(PrometheusMeterRegistry.class)
			.getMeters()
			.stream()
			.map((meter) -> meter.getId().getName())
			.toList();
	}

	/**
	 * What the start-up hooks put into the context of a worker.
	 */
	@Configuration(proxyBeanMethods = false)
	static class WorkerConfiguration {

		@Bean
		Cluster clusterMember() {
			return TestCluster.worker();
		}

		@Bean
		ClusterFigures clusterFigures() {
			return () -> Message.Figures.NONE;
		}

	}

}
