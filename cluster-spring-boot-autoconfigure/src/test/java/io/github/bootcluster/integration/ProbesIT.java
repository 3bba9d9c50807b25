package io.github.bootcluster.integration;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for what probes, of Kubernetes for example, see of a cluster.
 */
class ProbesIT {

	/**
	 * So many that each of two workers gets some.
	 */
	private static final int CONNECTIONS = 16;

	private static final String WORKER_READINESS = "/actuator/health/readiness";

	private static final String CLUSTER_READINESS = "/actuator/health/pod";

	@TempDir
	private Path directory;

	@Test
	void drainingWorkerRefusesTrafficWhileClusterIsReady() {
		try (ClusterProcess cluster = start().awaitListening(2);
				Probes worker = new Probes(cluster, WORKER_READINESS);
				Probes pod = new Probes(cluster, CLUSTER_READINESS)) {
			assertThat(worker.send()).extracting(LoadResponse::status).containsOnly(200);
			assertThat(pod.send()).extracting(LoadResponse::status).containsOnly(200);
			cluster.client().post("/actuator/cluster/1", "{\"action\":\"restart\"}");
			List<LoadResponse> responses = new ArrayList<>();
			cluster.await("worker 1 refuses traffic", () -> {
				responses.addAll(worker.send());
				return responses.stream().anyMatch((response) -> response.status() == 503);
			});
			assertThat(responses)
				.allSatisfy((response) -> assertThat(response.status()).isEqualTo(response.isKeptAlive() ? 200 : 503));
			assertThat(pod.send()).extracting(LoadResponse::status).containsOnly(200);
			assertThat(cluster.get(WORKER_READINESS).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void healthWhenPrimaryHangsIsUnknownAndSuccess() {
		try (ClusterProcess cluster = start().awaitListening(2)) {
			cluster.signal("STOP");
			try {
				JsonNode health = cluster.client().getJson("/actuator/health");
				assertThat(health.at("/status").asString()).isEqualTo("UP");
				assertThat(health.at("/components/cluster/status").asString()).isEqualTo("UNKNOWN");
				assertThat(health.at("/components/cluster/details/error").asString())
					.endsWith("The primary did not answer within 500 ms");
				assertThat(cluster.get(CLUSTER_READINESS).statusCode()).isEqualTo(200);
			}
			finally {
				cluster.signal("CONT");
			}
		}
	}

	private ClusterProcess start() {
		return new ClusterLauncher(HelloApplication.class, this.directory)
			.property("management.endpoint.health.group.pod.include", "cluster")
			.property("management.endpoint.health.show-details", "always")
			.property("cluster.drain.timeout", "30s")
			.start();
	}

	/**
	 * The same request again and again, on many connections that are kept alive.
	 */
	private static final class Probes implements Closeable {

		private final byte[] request;

		private final List<Socket> sockets;

		Probes(ClusterProcess cluster, String path) {
			this.request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path)
				.getBytes(StandardCharsets.US_ASCII);
			int port = cluster.client().getPort();
			this.sockets = new ArrayList<>(IntStream.range(0, CONNECTIONS).mapToObj((i) -> connect(port)).toList());
		}

		private static Socket connect(int port) {
			try {
				Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
				socket.setSoTimeout(20_000);
				return socket;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		/**
		 * Send a request on each connection that the server has not ended.
		 * @return the responses
		 */
		List<LoadResponse> send() {
			List<LoadResponse> responses = new ArrayList<>();
			for (Socket socket : List.copyOf(this.sockets)) {
				LoadResponse response = send(socket);
				responses.add(response);
				if (!response.isKeptAlive()) {
					this.sockets.remove(socket);
					close(socket);
				}
			}
			return responses;
		}

		private LoadResponse send(Socket socket) {
			try {
				socket.getOutputStream().write(this.request);
				InputStream input = new BufferedInputStream(socket.getInputStream());
				return LoadResponse.read(input);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() {
			this.sockets.forEach(this::close);
		}

		private void close(Socket socket) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
