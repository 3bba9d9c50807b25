package io.github.bootcluster.actuate.relay;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.web.server.SecurityWebFilterChain;

/**
 * Tests for {@link ReactiveTargetAccess} with Spring WebFlux on Reactor Netty, where the
 * application is not at the root.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "management.endpoints.web.exposure.include=cluster",
				"server.address=127.0.0.1", "spring.webflux.base-path=/app" })
class RelaySecurityWebFluxTests extends AbstractRelaySecurityTests {

	RelaySecurityWebFluxTests() {
		super("/app");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	@Import(RelayFrontWebFluxTests.WebFluxConfiguration.class)
	static class SecurityConfiguration {

		@Bean
		SecurityWebFilterChain securityWebFilterChain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers("/actuator/env/**")
					.hasRole("ADMIN")
					.pathMatchers(HttpMethod.POST, "/actuator/loggers/**")
					.hasRole("ADMIN")
					.anyExchange()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(CsrfSpec::disable)
				.build();
		}

		@Bean
		MapReactiveUserDetailsService userDetailsService() {
			return new MapReactiveUserDetailsService(OPERATOR, ADMIN);
		}

	}

}
