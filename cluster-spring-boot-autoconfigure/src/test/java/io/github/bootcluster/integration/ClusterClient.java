package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Talks to a cluster over HTTP, on a new connection for each request, which is sent once.
 */
final class ClusterClient {

	static {
		// for 'Connection: close'
		System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
		// a GET whose connection is lost would be sent once more, unnoticed
		System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
	}

	private static final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private static final JsonMapper json = new JsonMapper();

	private final int port;

	ClusterClient(int port) {
		this.port = port;
	}

	int getPort() {
		return this.port;
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, BodyPublishers.noBody());
	}

	HttpResponse<String> get(String path, String accept) {
		return send("GET", path, BodyPublishers.noBody(), "Accept", accept);
	}

	HttpResponse<String> delete(String path) {
		return send("DELETE", path, BodyPublishers.noBody());
	}

	HttpResponse<String> post(String path, String json) {
		return send("POST", path, BodyPublishers.ofString(json));
	}

	private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
		try {
			return exchange(method, path, body, headers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s %s failed: %s".formatted(method, path, ex), ex);
		}
	}

	/**
	 * Send a GET request.
	 * @param path the path
	 * @return the response
	 * @throws IOException if there was none
	 */
	HttpResponse<String> tryGet(String path) throws IOException {
		return exchange("GET", path, BodyPublishers.noBody());
	}

	private HttpResponse<String> exchange(String method, String path, BodyPublisher body, String... headers)
			throws IOException {
		try {
			return http.send(request(method, path, body, headers), BodyHandlers.ofString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return http.sendAsync(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.header("Connection", "close")
			.header("Content-Type", "application/json")
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

	/**
	 * Get JSON that has to be there.
	 * @param path the path
	 * @return the JSON
	 */
	JsonNode getJson(String path) {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return parse(response);
	}

	/**
	 * Get JSON if it is there.
	 * @param path the path
	 * @return the JSON, or nothing if there is no connection or no success
	 */
	Optional<JsonNode> findJson(String path) {
		try {
			HttpResponse<String> response = tryGet(path);
			return (response.statusCode() == 200) ? Optional.of(parse(response)) : Optional.empty();
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	static JsonNode parse(HttpResponse<String> response) {
		return json.readTree(response.body());
	}

}
