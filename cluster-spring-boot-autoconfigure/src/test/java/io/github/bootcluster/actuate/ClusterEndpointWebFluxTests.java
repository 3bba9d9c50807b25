package io.github.bootcluster.actuate;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import reactor.core.scheduler.NonBlocking;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link ClusterEndpointWebExtension} with Spring WebFlux on Reactor Netty.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "management.endpoints.web.exposure.include=cluster",
				"server.address=127.0.0.1", "spring.jackson.property-naming-strategy=SNAKE_CASE" })
class ClusterEndpointWebFluxTests extends AbstractClusterEndpointWebTests {

	@Test
	void operationIsCalledOnThreadThatMayBlock() {
		AtomicReference<Thread> thread = new AtomicReference<>();
		given(this.operations.getStatus()).willAnswer((invocation) -> {
			thread.set(Thread.currentThread());
			return ClusterStatuses.cluster();
		});
		get("/cluster").expectStatus().isOk();
		assertThat(thread.get()).isNotNull().isNotInstanceOf(NonBlocking.class);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(EndpointConfiguration.class)
	@ImportAutoConfiguration({ NettyReactiveWebServerAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
			WebFluxAutoConfiguration.class, ErrorWebFluxAutoConfiguration.class, CodecsAutoConfiguration.class })
	static class WebFluxConfiguration {

	}

}
