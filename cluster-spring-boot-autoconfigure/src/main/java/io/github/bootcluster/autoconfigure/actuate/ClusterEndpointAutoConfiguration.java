package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.actuate.ClusterEndpoint;
import io.github.bootcluster.actuate.ClusterEndpointWebExtension;
import io.github.bootcluster.actuate.ClusterPage;
import io.github.bootcluster.startup.StandaloneClusterOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ClusterEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = EndpointAutoConfiguration.class,
		afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(ClusterEndpoint.class)
public final class ClusterEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterEndpoint clusterEndpoint(ObjectProvider<ClusterOperations> operations) {
		return new ClusterEndpoint(() -> StandaloneClusterOperations.leaveOut(operations));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ClusterEndpoint.class)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	ClusterEndpointWebExtension clusterEndpointWebExtension(ClusterEndpoint clusterEndpoint,
			EndpointAccessResolver accessResolver) {
		Access access = accessResolver.accessFor(EndpointId.of("cluster"), Access.UNRESTRICTED);
		return new ClusterEndpointWebExtension(clusterEndpoint, new ClusterPage(access));
	}

}
