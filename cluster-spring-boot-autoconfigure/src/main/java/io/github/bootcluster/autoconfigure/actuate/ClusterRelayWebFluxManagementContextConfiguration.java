package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.actuate.ClusterEndpoint;
import io.github.bootcluster.actuate.relay.RelayFront;
import io.github.bootcluster.actuate.relay.RelayWebFluxEndpointHandlerMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.CorsEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.WebFilter;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for the
 * endpoints of other workers with Spring WebFlux, wherever those of this one are.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, AbstractWebFluxEndpointHandlerMapping.class })
@ConditionalOnBean({ WebEndpointsSupplier.class, RelayFront.class })
@ConditionalOnAvailableEndpoint(endpoint = ClusterEndpoint.class, exposure = EndpointExposure.WEB)
@EnableConfigurationProperties(CorsEndpointProperties.class)
class ClusterRelayWebFluxManagementContextConfiguration {

	private static final boolean SPRING_SECURITY = ClassUtils.isPresent(
			"org.springframework.security.web.server.WebFilterChainProxy",
			ClusterRelayWebFluxManagementContextConfiguration.class.getClassLoader());

	@Bean
	RelayWebFluxEndpointHandlerMapping clusterRelayWebFluxEndpointHandlerMapping(WebEndpointsSupplier endpoints,
			EndpointMediaTypes mediaTypes, CorsEndpointProperties cors, WebEndpointProperties properties,
			RelayFront front, ListableBeanFactory beanFactory) {
		WebFilter security = SPRING_SECURITY ? SpringSecurity.getFilter(beanFactory) : null;
		return new RelayWebFluxEndpointHandlerMapping(new EndpointMapping(properties.getBasePath()),
				endpoints.getEndpoints(), mediaTypes, cors.toCorsConfiguration(), front, security);
	}

	/**
	 * Loaded only if Spring Security is there.
	 */
	private static final class SpringSecurity {

		static @Nullable WebFilter getFilter(ListableBeanFactory beanFactory) {
			return beanFactory.getBeanProvider(WebFilterChainProxy.class).getIfAvailable();
		}

	}

}
