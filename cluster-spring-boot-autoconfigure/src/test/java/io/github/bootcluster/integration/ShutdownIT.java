package io.github.bootcluster.integration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.integration.app.slow.SlowApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the stop of a cluster by signals.
 */
class ShutdownIT {

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "on JDK {0}")
	@ValueSource(ints = { 17, 25 })
	void requestInFlightIsAnsweredWhenPrimaryIsTerminated(int feature) {
		try (ClusterProcess cluster = launcher().javaHome(Jdks.get(feature)).start().awaitListening(2)) {
			CompletableFuture<HttpResponse<String>> response = beginRequest(cluster, 3000);
			cluster.signal("TERM");
			assertThat(response.join().statusCode()).isEqualTo(200);
			assertThatCleanStop(cluster, 143);
		}
	}

	@Test
	void interruptStopsGracefully() {
		try (ClusterProcess cluster = launcher().start().awaitListening(2)) {
			CompletableFuture<HttpResponse<String>> response = beginRequest(cluster, 1000);
			cluster.signal("INT");
			assertThat(response.join().statusCode()).isEqualTo(200);
			assertThatCleanStop(cluster, 130);
		}
	}

	@Test
	void secondInterruptStopsAtOnce() {
		try (ClusterProcess cluster = launcher().start().awaitListening(2)) {
			CompletableFuture<HttpResponse<String>> response = beginRequest(cluster, 120_000);
			cluster.signal("INT");
			cluster.awaitOutput("Commencing graceful shutdown");
			assertThat(cluster.isAlive()).isTrue();
			cluster.signal("INT");
			// the patience is shorter than the request, and than the graceful shutdown
			assertThat(cluster.awaitExit()).isEqualTo(130);
			cluster.awaitNothingLeft();
			assertThat(response.handle((answer, failure) -> failure).join()).isNotNull();
		}
	}

	@ParameterizedTest(name = "SIG{0}")
	@CsvSource({ "TERM,143", "INT,130" })
	void signalToProcessGroupStopsGracefully(String signal, int exitCode) {
		try (ClusterProcess cluster = launcher().prefix("setsid").start().awaitListening(2)) {
			CompletableFuture<HttpResponse<String>> response = beginRequest(cluster, 1000);
			TestSignals.sendToGroup(signal, cluster.pid());
			assertThat(response.join().statusCode()).isEqualTo(200);
			assertThatCleanStop(cluster, exitCode);
		}
	}

	private ClusterLauncher launcher() {
		// a shell may have started the tests with SIGINT ignored, which is inherited
		return new ClusterLauncher(SlowApplication.class, this.directory).prefix("env", "--default-signal=INT");
	}

	private CompletableFuture<HttpResponse<String>> beginRequest(ClusterProcess cluster, int millis) {
		CompletableFuture<HttpResponse<String>> response = cluster.client().getAsync("/slow/" + millis);
		cluster.awaitOutput("request begun in ");
		return response;
	}

	private void assertThatCleanStop(ClusterProcess cluster, int exitCode) {
		assertThat(cluster.awaitExit()).isEqualTo(exitCode);
		assertThat(cluster.pids()).isEmpty();
		assertThat(cluster.listChannelDirectory()).isEmpty();
		assertThat(cluster.output()).doesNotContain("will be restarted", "being killed", " ERROR ", "Exception");
	}

}
