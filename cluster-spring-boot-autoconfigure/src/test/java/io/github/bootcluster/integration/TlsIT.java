package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.web.TestKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.web.server.Ssl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for workers that share a port with TLS.
 */
class TlsIT {

	private static final Pattern LISTENING = Pattern.compile("Worker \\d \\(PID (\\d+)\\) is listening");

	@TempDir
	private Path directory;

	@Test
	void everyWorkerSpeaksHttp2OverTls() throws Exception {
		TestKeyStore keyStore = TestKeyStore.create(this.directory);
		ClusterLauncher launcher = newLauncher(keyStore.toSsl());
		URI uri = URI.create("https://localhost:%d/".formatted(launcher.getPort()));
		try (ClusterProcess cluster = launcher.start()) {
			cluster.await("workers listen", () -> listening(cluster).size() == 2);
			Map<Long, HttpResponse<String>> answers = EveryWorker.ask(cluster, listening(cluster),
					() -> get(keyStore.toTrustingContext(), uri), this::pid);
			assertThat(answers.values()).allSatisfy((answer) -> {
				assertThat(answer.version()).isEqualTo(Version.HTTP_2);
				assertThat(answer.sslSession()).isPresent();
			});
		}
	}

	private ClusterLauncher newLauncher(Ssl ssl) {
		return new ClusterLauncher(HelloApplication.class, this.directory)
			.property("server.ssl.key-store", ssl.getKeyStore())
			.property("server.ssl.key-store-password", ssl.getKeyStorePassword())
			.property("server.http2.enabled", true);
	}

	private Set<Long> listening(ClusterProcess cluster) {
		return LISTENING.matcher(cluster.output())
			.results()
			.map((MatchResult match) -> Long.valueOf(match.group(1)))
			.collect(Collectors.toSet());
	}

	// a client keeps its connection
	private HttpResponse<String> get(SSLContext context, URI uri) {
		HttpClient client = HttpClient.newBuilder().sslContext(context).version(Version.HTTP_2).build();
		try {
			return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private long pid(HttpResponse<String> answer) {
		return Long.parseLong(answer.body().split(" ")[1]);
	}

}
