package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
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

	/**
	 * Send a GET request that accepts one media type.
	 * @param path the path
	 * @param accept the media type
	 * @return the response
	 */
	HttpResponse<String> get(String path, String accept) {
		return send(requestBuilder("GET", path, BodyPublishers.noBody()).header("Accept", accept).build(),
				BodyHandlers.ofString());
	}

	/**
	 * Send a GET request for something that is no text.
	 * @param path the path
	 * @return the response
	 */
	HttpResponse<byte[]> download(String path) {
		return send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofByteArray());
	}

	/**
	 * Send a GET request to whoever answers soon.
	 * @param path the path
	 * @param timeout how long to wait
	 * @return the response, or nothing if there was none in time
	 */
	Optional<HttpResponse<String>> findGet(String path, Duration timeout) {
		try {
			return Optional.of(exchange(requestBuilder("GET", path, BodyPublishers.noBody()).timeout(timeout).build(),
					BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			return Optional.empty();
		}
	}

	HttpResponse<String> delete(String path) {
		return send("DELETE", path, BodyPublishers.noBody());
	}

	HttpResponse<String> post(String path, String json) {
		return send("POST", path, BodyPublishers.ofString(json));
	}

	private HttpResponse<String> send(String method, String path, BodyPublisher body) {
		return send(request(method, path, body), BodyHandlers.ofString());
	}

	private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
		try {
			return exchange(request, handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s %s failed: %s".formatted(request.method(), request.uri().getPath(), ex),
					ex);
		}
	}

	/**
	 * Send a GET request.
	 * @param path the path
	 * @return the response
	 * @throws IOException if there was none
	 */
	HttpResponse<String> tryGet(String path) throws IOException {
		return exchange(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofString());
	}

	private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) throws IOException {
		try {
			return http.send(request, handler);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	CompletableFuture<HttpResponse<String>> getAsync(String path) {
		return http.sendAsync(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path, BodyPublisher body) {
		return requestBuilder(method, path, body).build();
	}

	private HttpRequest.Builder requestBuilder(String method, String path, BodyPublisher body) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(60))
			.header("Connection", "close")
			.header("Content-Type", "application/json")
			.method(method, body);
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
