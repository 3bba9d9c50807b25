package io.github.bootcluster.actuate;

import io.github.bootcluster.ClusterOperations;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.RequestHeadersSpec;

/**
 * Tests for {@link ClusterEndpointWebExtension} in a process that is not clustered.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "spring.main.web-application-type=servlet",
		"management.endpoints.web.exposure.include=cluster", "server.address=127.0.0.1" })
class ClusterEndpointStandaloneTests {

	@Test
	void everyOperationIsNotFound(@LocalServerPort int port) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port + "/actuator").build();
		expectNotFound(client.get().uri("/cluster"));
		expectNotFound(client.get().uri("/cluster/1"));
		expectNotFound(post(client, "/cluster"));
		expectNotFound(post(client, "/cluster/1"));
		expectNotFound(client.delete().uri("/cluster/1"));
	}

	@Test
	void pageIsNotFound(@LocalServerPort int port) {
		RestTestClient client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port + "/actuator").build();
		client.get()
			.uri("/cluster")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.TEXT_HTML);
	}

	private RequestHeadersSpec<?> post(RestTestClient client, String uri) {
		return client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body("{\"action\":\"restart\"}");
	}

	private void expectNotFound(RequestHeadersSpec<?> request) {
		request.exchange().expectStatus().isNotFound().expectBody().json("""
				{ "error": "This process is not part of a cluster" }""", JsonCompareMode.STRICT);
	}

	/**
	 * Has a bean method that makes no operations, as it does where beans must not depend
	 * on the role.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(ClusterEndpointWebMvcTests.WebMvcConfiguration.class)
	static class StandaloneConfiguration {

		@Bean
		ClusterOperations clusterOperations() {
			return null;
		}

	}

}
