package io.github.bootcluster.actuate;

import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.autoconfigure.actuate.ClusterEndpointAutoConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Promises of {@code /actuator/cluster} that hold with every web server, and whatever the
 * user does to the JSON of the application.
 */
abstract class AbstractClusterEndpointWebTests {

	@MockitoBean
	ClusterOperations operations;

	private RestTestClient client;

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port + "/actuator").build();
	}

	@Test
	void getReturnsCluster() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		expect(get("/cluster"), HttpStatus.OK, ClusterStatuses.JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "text/html, application/json", "application/json;q=0.9, text/html",
			"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
			"text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8" })
	void getWhenHtmlIsPreferredReturnsPage(String accept) {
		getAccepting(accept).expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.valueOf("text/html;charset=UTF-8"))
			.expectBody(String.class)
			.value((html) -> assertThat(html).startsWith("<!DOCTYPE html>").contains("data-access=\"unrestricted\""));
		then(this.operations).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                           | application/vnd.spring-boot.actuator.v3+json
			application/json                              | application/json
			application/vnd.spring-boot.actuator.v2+json  | application/vnd.spring-boot.actuator.v2+json
			text/html;q=0.5, application/json             | application/json
			text/html;q=0.5, */*                          | application/vnd.spring-boot.actuator.v3+json
			application/json, text/html                   | application/json
			application/json, text/plain, */*             | application/json
			application/xml, */*;q=0.1                    | application/vnd.spring-boot.actuator.v3+json
			""")
	void getWhenHtmlIsNotPreferredReturnsJson(String accept, String contentType) {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		ResponseSpec response = getAccepting(accept);
		response.expectHeader().contentType(MediaType.valueOf(contentType));
		expect(response, HttpStatus.OK, ClusterStatuses.JSON);
	}

	@Test
	void getWorkerWhenHtmlIsAcceptedIsNotAcceptable() {
		getAccepting("/cluster/1", "text/html").expectStatus().isEqualTo(HttpStatus.NOT_ACCEPTABLE);
	}

	@Test
	void getWhenPrimaryDoesNotAnswerIsUnavailable() {
		given(this.operations.getStatus()).willThrow(new ClusterUnavailableException("No answer in 5 seconds", null));
		expectError(get("/cluster"), HttpStatus.SERVICE_UNAVAILABLE, "No answer in 5 seconds");
	}

	@Test
	void getWorkerReturnsWorker() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		expect(get("/cluster/1"), HttpStatus.OK, ClusterStatuses.FULL_WORKER_JSON);
		expect(get("/cluster/2"), HttpStatus.OK, ClusterStatuses.SPARSE_WORKER_JSON);
	}

	@Test
	void getWorkerThatFailedReturnsItsLastOutput() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		given(this.operations.getLastOutput(1)).willReturn(List.of("one", "\ttwo"));
		get("/cluster/1").expectBody()
			.jsonPath("$.lastOutput")
			.isEqualTo(List.of("one", "\ttwo"))
			.jsonPath("$.lastExit.exitCode")
			.isEqualTo(137);
		get("/cluster").expectBody().jsonPath("$.instances[0].lastOutput").doesNotExist();
	}

	@Test
	void getWorkerWhenUnknownIsNotFound() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		expectError(get("/cluster/3"), HttpStatus.NOT_FOUND, "There is no worker 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one", "1.0", "99999999999" })
	void workerWhenIdIsNotNumberIsNotFound(String id) {
		String message = "There is no worker '" + id + "'";
		expectError(get("/cluster/" + id), HttpStatus.NOT_FOUND, message);
		expectError(post("/cluster/" + id, "{'action':'restart'}"), HttpStatus.NOT_FOUND, message);
		expectError(delete("/cluster/" + id), HttpStatus.NOT_FOUND, message);
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void postRestartIsAccepted() {
		expect(post("/cluster", "{'action':'restart'}"), HttpStatus.ACCEPTED, """
				{ "action": "restart" }""");
		then(this.operations).should().restart();
	}

	@Test
	void postWorkersIsAccepted() {
		expect(post("/cluster", "{'workers':6}"), HttpStatus.ACCEPTED, """
				{ "action": "scale", "workers": 6 }""");
		then(this.operations).should().scale(6);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1025 })
	void postWorkersWhenRefusedIsBadRequest(int workers) {
		willThrow(new IllegalArgumentException("Not " + workers)).given(this.operations).scale(workers);
		expectError(post("/cluster", "{'workers':" + workers + "}"), HttpStatus.BAD_REQUEST, "Not " + workers);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'workers':'six'}                | 'workers' must be a whole number, but was 'six'
			{'workers':1.5}                  | 'workers' must be a whole number, but was '1.5'
			{'workers':true}                 | 'workers' must be a whole number, but was 'true'
			{'workers':''}                   | 'workers' must be a whole number, but was ''
			{'workers':99999999999}          | 'workers' must be a whole number, but was '99999999999'
			{'action':'reboot'}              | 'action' must be 'restart', but was 'reboot'
			{'action':''}                    | 'action' must be 'restart', but was ''
			{'action':'restart','workers':6} | Only one of 'action' and 'workers' can be given
			{'worker':6}                     | Either 'action' or 'workers' must be given
			{'action':null}                  | Either 'action' or 'workers' must be given
			{}                               | Either 'action' or 'workers' must be given
			""")
	void postWithBadInputIsBadRequest(String body, String message) {
		expectError(post("/cluster", body), HttpStatus.BAD_REQUEST, message);
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void postWithoutContentIsBadRequest() {
		expectError(this.client.post().uri("/cluster").contentType(MediaType.APPLICATION_JSON).exchange(),
				HttpStatus.BAD_REQUEST, "Either 'action' or 'workers' must be given");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'workers':", "[6]", "6", "{'workers':[6]}", "{'workers':{'desired':6}}" })
	void postWithContentThatIsNoFlatObjectIsBadRequest(String body) {
		post("/cluster", body).expectStatus().isBadRequest();
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void postWhenRollingRestartRunsIsConflict() {
		willThrow(new RollingRestartInProgressException("2 of 4 replaced")).given(this.operations).restart();
		expectError(post("/cluster", "{'action':'restart'}"), HttpStatus.CONFLICT, "2 of 4 replaced");
	}

	@Test
	void postWhenPrimaryDoesNotAnswerIsUnavailable() {
		willThrow(new ClusterUnavailableException("No answer", null)).given(this.operations).scale(6);
		expectError(post("/cluster", "{'workers':6}"), HttpStatus.SERVICE_UNAVAILABLE, "No answer");
	}

	@Test
	void postWorkerRestartIsAccepted() {
		expect(post("/cluster/2", "{'action':'restart'}"), HttpStatus.ACCEPTED, """
				{ "action": "restart", "worker": 2 }""");
		then(this.operations).should().restart(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{'action':'stop'} | 'action' must be 'restart', but was 'stop'
			{'workers':6}     | 'action' must be given
			{}                | 'action' must be given
			""")
	void postWorkerWithBadInputIsBadRequest(String body, String message) {
		expectError(post("/cluster/2", body), HttpStatus.BAD_REQUEST, message);
		then(this.operations).shouldHaveNoInteractions();
	}

	@Test
	void postWorkerWhenUnknownIsNotFound() {
		willThrow(new UnknownWorkerException(7)).given(this.operations).restart(7);
		expectError(post("/cluster/7", "{'action':'restart'}"), HttpStatus.NOT_FOUND, "There is no worker 7");
	}

	@Test
	void deleteWorkerIsAccepted() {
		expect(delete("/cluster/2"), HttpStatus.ACCEPTED, """
				{ "action": "stop", "worker": 2 }""");
		then(this.operations).should().stop(2);
	}

	@Test
	void deleteWorkerWhenUnknownIsNotFound() {
		willThrow(new UnknownWorkerException(7)).given(this.operations).stop(7);
		expectError(delete("/cluster/7"), HttpStatus.NOT_FOUND, "There is no worker 7");
	}

	@Test
	void deleteWorkerWhenLastIsBadRequest() {
		willThrow(new IllegalArgumentException("Worker 1 is the only one")).given(this.operations).stop(1);
		expectError(delete("/cluster/1"), HttpStatus.BAD_REQUEST, "Worker 1 is the only one");
	}

	@Test
	void deleteWorkerWhenRollingRestartRunsIsConflict() {
		willThrow(new RollingRestartInProgressException("Running")).given(this.operations).stop(1);
		expectError(delete("/cluster/1"), HttpStatus.CONFLICT, "Running");
	}

	final ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private ResponseSpec getAccepting(String accept) {
		return getAccepting("/cluster", accept);
	}

	private ResponseSpec getAccepting(String uri, String accept) {
		return this.client.get().uri(uri).header(HttpHeaders.ACCEPT, accept).exchange();
	}

	private ResponseSpec post(String uri, String body) {
		return this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body.replace('\'', '"'))
			.exchange();
	}

	private ResponseSpec delete(String uri) {
		return this.client.delete().uri(uri).exchange();
	}

	private void expectError(ResponseSpec response, HttpStatus status, String message) {
		expect(response, status, "{ \"error\": \"" + message + "\" }");
	}

	private void expect(ResponseSpec response, HttpStatus status, String json) {
		response.expectStatus().isEqualTo(status).expectBody().json(json, JsonCompareMode.STRICT);
	}

	/**
	 * What endpoints need with every web server.
	 */
	@ImportAutoConfiguration({ JacksonAutoConfiguration.class, JacksonEndpointAutoConfiguration.class,
			EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
			ManagementContextAutoConfiguration.class, ClusterEndpointAutoConfiguration.class })
	static class EndpointConfiguration {

	}

}
