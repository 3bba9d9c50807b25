package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.actuate.ClusterEndpoint;
import io.github.bootcluster.actuate.relay.RelayFront;
import io.github.bootcluster.actuate.relay.RelayWebMvcEndpointHandlerMapping;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.BeanFactory;
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
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for the
 * endpoints of other workers with Spring MVC, wherever those of this one are.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(AbstractWebMvcEndpointHandlerMapping.class)
@ConditionalOnBean({ DispatcherServlet.class, WebEndpointsSupplier.class, RelayFront.class })
@ConditionalOnAvailableEndpoint(endpoint = ClusterEndpoint.class, exposure = EndpointExposure.WEB)
@EnableConfigurationProperties(CorsEndpointProperties.class)
class ClusterRelayWebMvcManagementContextConfiguration {

	/**
	 * The name that Spring Security gives to its filter.
	 */
	private static final String SECURITY = "springSecurityFilterChain";

	@Bean
	RelayWebMvcEndpointHandlerMapping clusterRelayWebMvcEndpointHandlerMapping(WebEndpointsSupplier endpoints,
			EndpointMediaTypes mediaTypes, CorsEndpointProperties cors, WebEndpointProperties properties,
			RelayFront front, BeanFactory beanFactory) {
		Filter security = beanFactory.containsBean(SECURITY) ? beanFactory.getBean(SECURITY, Filter.class) : null;
		return new RelayWebMvcEndpointHandlerMapping(new EndpointMapping(properties.getBasePath()),
				endpoints.getEndpoints(), mediaTypes, cors.toCorsConfiguration(), front, security);
	}

}
