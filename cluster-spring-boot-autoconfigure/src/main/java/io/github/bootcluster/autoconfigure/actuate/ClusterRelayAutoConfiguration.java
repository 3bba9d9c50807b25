package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.actuate.relay.EndpointJson;
import io.github.bootcluster.actuate.relay.EndpointRelayHandler;
import io.github.bootcluster.actuate.relay.RelayFront;
import io.github.bootcluster.actuate.relay.RelayServerLifecycle;
import io.github.bootcluster.relay.RelayClient;
import io.github.bootcluster.relay.RelaySockets;
import io.github.bootcluster.relay.WorkerRelay;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link WorkerRelay}, and for
 * what answers at its other end. The start-up hooks have put the sockets of a worker
 * there already.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		"org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration" })
@ConditionalOnClass(WebEndpointsSupplier.class)
public final class ClusterRelayAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RelaySockets clusterRelaySockets() {
		return RelaySockets.NONE;
	}

	@Bean
	@ConditionalOnMissingBean(WorkerRelay.class)
	RelayClient clusterWorkerRelay(RelaySockets sockets) {
		return new RelayClient(sockets);
	}

	/**
	 * Both ends of the relay: where requests come in over HTTP, and where they are
	 * answered.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(WebEndpointsSupplier.class)
	static class EndpointConfiguration {

		@Bean
		EndpointJson clusterEndpointJson(ObjectProvider<EndpointJsonMapper> endpointMapper,
				ObjectProvider<JsonMapper> mapper) {
			return new EndpointJson(endpointMapper, mapper);
		}

		@Bean
		RelayFront clusterRelayFront(Cluster cluster, WorkerRelay relay, EndpointJson json) {
			return new RelayFront(cluster, relay, json);
		}

		@Bean
		RelayServerLifecycle clusterRelayServerLifecycle(RelaySockets sockets, WebEndpointsSupplier endpoints,
				EndpointJson json) {
			return new RelayServerLifecycle(sockets, new EndpointRelayHandler(endpoints, json));
		}

	}

}
