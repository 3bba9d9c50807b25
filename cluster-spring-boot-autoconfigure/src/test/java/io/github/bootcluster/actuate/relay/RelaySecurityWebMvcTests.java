package io.github.bootcluster.actuate.relay;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Tests for {@link ServletTargetAccess} with Spring MVC on Tomcat, where neither the
 * application nor its servlet is at the root.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "management.endpoints.web.exposure.include=cluster",
				"server.address=127.0.0.1", "server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc" })
class RelaySecurityWebMvcTests extends AbstractRelaySecurityTests {

	RelaySecurityWebMvcTests() {
		super("/app/mvc");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	@Import(RelayFrontWebMvcTests.WebMvcConfiguration.class)
	static class SecurityConfiguration {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.requestMatchers("/mvc/actuator/env/**")
					.hasRole("ADMIN")
					.requestMatchers(HttpMethod.POST, "/mvc/actuator/loggers/**")
					.hasRole("ADMIN")
					.anyRequest()
					.authenticated())
				.httpBasic(Customizer.withDefaults())
				.csrf(CsrfConfigurer::disable)
				.build();
		}

		@Bean
		UserDetailsService userDetailsService() {
			return new InMemoryUserDetailsManager(OPERATOR, ADMIN);
		}

	}

}
