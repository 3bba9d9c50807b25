package io.github.bootcluster.autoconfigure.metrics;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.messaging.MessageCounts;
import io.github.bootcluster.messaging.MessageEndpoint;
import io.github.bootcluster.metrics.AllWorkers;
import io.github.bootcluster.metrics.ClusterMeters;
import io.github.bootcluster.metrics.MetricsEndpointWebExtension;
import io.github.bootcluster.metrics.PrometheusScrapeEndpointWebExtension;
import io.github.bootcluster.metrics.WorkerTagMeterFilter;
import io.github.bootcluster.relay.WorkerRelay;
import io.github.bootcluster.startup.ClusterProperties;
import io.github.bootcluster.worker.ClusterFigures;
import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the metrics of a cluster, and
 * for endpoints that show those of all workers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsEndpointAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Cluster.class)
public final class ClusterMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterMeters clusterMeters(Cluster cluster, ObjectProvider<ClusterFigures> figures,
			ObjectProvider<ClusterMessenger> messenger) {
		return new ClusterMeters(cluster, figures.getIfAvailable(), getCounts(messenger.getIfUnique()));
	}

	private static @Nullable MessageCounts getCounts(@Nullable ClusterMessenger messenger) {
		return (messenger instanceof MessageEndpoint endpoint) ? endpoint.getCounts() : null;
	}

	/**
	 * Metrics of all workers.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "cluster.metrics.aggregate", matchIfMissing = true)
	static class AggregationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		WorkerTagMeterFilter clusterWorkerTagMeterFilter(Cluster cluster) {
			return new WorkerTagMeterFilter(cluster);
		}

		@Bean
		@ConditionalOnMissingBean
		AllWorkers clusterAllWorkers(Cluster cluster, ObjectProvider<WorkerRelay> relay, ClusterProperties properties) {
			return new AllWorkers(cluster, relay::getIfAvailable, properties.getMetrics().getTimeout());
		}

		/**
		 * The endpoint of Micrometer's metrics.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
		@ConditionalOnBean(MetricsEndpoint.class)
		@ConditionalOnAvailableEndpoint(endpoint = MetricsEndpoint.class, exposure = EndpointExposure.WEB)
		static class MetricsEndpointConfiguration {

			@Bean
			@ConditionalOnMissingBean
			MetricsEndpointWebExtension clusterMetricsEndpointWebExtension(MetricsEndpoint endpoint, AllWorkers workers,
					ObjectProvider<PathMappedEndpoints> endpoints) {
				return new MetricsEndpointWebExtension(endpoint, workers, endpoints::getIfAvailable);
			}

		}

		/**
		 * The endpoint that Prometheus scrapes.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ ConditionalOnAvailableEndpoint.class, PrometheusRegistry.class })
		@ConditionalOnBean(PrometheusScrapeEndpoint.class)
		@ConditionalOnAvailableEndpoint(endpoint = PrometheusScrapeEndpoint.class, exposure = EndpointExposure.WEB)
		static class PrometheusScrapeEndpointConfiguration {

			@Bean
			@ConditionalOnMissingBean
			PrometheusScrapeEndpointWebExtension clusterPrometheusScrapeEndpointWebExtension(
					PrometheusScrapeEndpoint endpoint, AllWorkers workers,
					ObjectProvider<PathMappedEndpoints> endpoints) {
				return new PrometheusScrapeEndpointWebExtension(endpoint, workers, endpoints::getIfAvailable);
			}

		}

	}

}
