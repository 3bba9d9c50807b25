package io.github.bootcluster.actuate;

import io.github.bootcluster.ClusterOperations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link ClusterEndpointWebExtension} when access is read-only.
 */
@SpringBootTest(classes = ClusterEndpointWebMvcTests.WebMvcConfiguration.class,
		webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=servlet", "management.endpoints.web.exposure.include=cluster",
				"management.endpoint.cluster.access=read-only", "server.address=127.0.0.1" })
class ClusterEndpointAccessTests {

	@MockitoBean
	private ClusterOperations operations;

	private RestTestClient client;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port + "/actuator").build();
	}

	@Test
	void readsAreServed() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		this.client.get().uri("/cluster").exchange().expectStatus().isOk();
		this.client.get().uri("/cluster/1").exchange().expectStatus().isOk();
	}

	@Test
	void pageOffersNoChanges() {
		this.client.get()
			.uri("/cluster")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((html) -> assertThat(html).contains("data-access=\"read-only\""));
	}

	@Test
	void writesAreRefused() {
		post("/cluster");
		post("/cluster/1");
		this.client.delete().uri("/cluster/1").exchange().expectStatus().isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void pageIsNotWritable() {
		this.client.get()
			.uri("/cluster")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("data-access=\"read-only\""));
	}

	private void post(String uri) {
		this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"action\":\"restart\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
	}

}
