package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.integration.app.hello.HelloApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for signals that steer a cluster.
 */
class SignalsIT {

	private static final List<String> SIGNALS = List.of("HUP", "TTIN", "TTOU", "USR2");

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "on JDK {0}")
	@ValueSource(ints = { 17, 25 })
	void signalsToThePrimarySteerTheCluster(int feature) {
		try (ClusterProcess cluster = launcher().javaHome(Jdks.get(feature)).start().awaitListening(2)) {
			awaitSteerable(cluster);
			assertThatSignalsToAWorkerHaveNoEffect(cluster);
			Map<Integer, Long> before = cluster.listeningPids();
			cluster.signal("HUP");
			cluster.awaitStatus("all workers are replaced",
					(status) -> status.at("/rollingRestart/state").asString("").equals("COMPLETED"));
			assertThat(cluster.listeningPids().values()).hasSize(2).doesNotContainAnyElementsOf(before.values());
			assertThat(cluster.status().get("instances"))
				.allMatch((instance) -> instance.get("generation").asInt() == 2);
			cluster.signal("TTIN");
			cluster.awaitListening(3);
			cluster.signal("TTOU");
			cluster.awaitListening(2);
			cluster.signal("TTOU");
			cluster.awaitListening(1);
			cluster.signal("TTOU");
			cluster.awaitOutput("SIGTTOU is ignored: there is only one worker");
			cluster.awaitListening(1);
		}
	}

	private static void assertThatSignalsToAWorkerHaveNoEffect(ClusterProcess cluster) {
		long pid = cluster.pidOfWorker(1);
		for (String signal : SIGNALS) {
			TestSignals.send(signal, pid);
		}
		awaitHeartbeatsAfterNow(cluster);
		assertThat(cluster.pidOfWorker(1)).isEqualTo(pid);
		assertThat(cluster.output()).doesNotContain("will be restarted", "stray SR signal", "is being recycled");
	}

	@Test
	void hangUpOfTheProcessGroupIsARollingRestart() {
		try (ClusterProcess cluster = launcher().prefix("setsid").workers(1).start().awaitListening(1)) {
			awaitSteerable(cluster);
			TestSignals.sendToGroup("HUP", cluster.pid());
			cluster.awaitStatus("all workers are replaced",
					(status) -> status.at("/rollingRestart/state").asString("").equals("COMPLETED"));
			assertThat(cluster.output()).doesNotContain("will be restarted");
		}
	}

	@Test
	void signalsThatComeTooEarlyAreIgnored() {
		try (ClusterProcess cluster = launcher().workers(1).start()) {
			cluster.awaitOutput("Starting a cluster of 1 worker");
			for (String signal : SIGNALS) {
				cluster.signal(signal);
				cluster.awaitOutput("SIG%s is ignored: the primary is not ready".formatted(signal));
			}
			cluster.awaitListening(1);
			assertThat(cluster.output()).doesNotContain("will be restarted");
		}
	}

	@ParameterizedTest(name = "on JDK {0}")
	@ValueSource(ints = { 17, 25 })
	void flightRecorderOfThePrimaryGetsItsSignalBack(int feature) {
		String recording = "-XX:StartFlightRecording=settings=profile,filename=" + this.directory.resolve("flight.jfr");
		try (ClusterProcess cluster = launcher().javaHome(Jdks.get(feature))
			.jvmArguments(recording)
			.workers(1)
			.start()
			.awaitListening(1)) {
			cluster.awaitOutput("SIGUSR2 belongs to the flight recorder of this JVM");
			cluster.await("a signal steers", () -> {
				cluster.signal("TTIN");
				return cluster.status().at("/workers/desired").asInt() > 1;
			});
			TestSignals.send("USR2", cluster.pidOfWorker(1));
			awaitHeartbeatsAfterNow(cluster);
			assertThat(cluster.output()).doesNotContain("Status of the cluster", "will be restarted");
		}
	}

	@Test
	void flightRecorderWithASignalOfItsOwnLeavesStatusToTheUser() {
		String recording = "-XX:StartFlightRecording=settings=profile,filename=" + this.directory.resolve("flight.jfr");
		try (ClusterProcess cluster = launcher().environment("_JAVA_SR_SIGNUM", "64")
			.jvmArguments(recording)
			.workers(1)
			.start()
			.awaitListening(1)) {
			awaitSteerable(cluster);
			assertThat(cluster.output()).doesNotContain("belongs to the flight recorder");
		}
	}

	@Test
	void clusterThatWasStartedWithoutHangUpIgnoresIt() {
		try (ClusterProcess cluster = launcher().prefix("nohup").workers(1).start().awaitListening(1)) {
			awaitSteerable(cluster);
			Map<Integer, Long> before = cluster.listeningPids();
			cluster.signal("HUP");
			cluster.signal("TTIN");
			cluster.awaitListening(2);
			assertThat(cluster.listeningPids()).containsAllEntriesOf(before);
			assertThat(cluster.status().at("/rollingRestart").isObject()).isFalse();
		}
	}

	/**
	 * Ask for the status until it is written, which is when signals steer the cluster.
	 * @param cluster the cluster
	 */
	private static void awaitSteerable(ClusterProcess cluster) {
		cluster.await("the status is written", () -> {
			cluster.signal("USR2");
			return cluster.output().contains("Status of the cluster: ");
		});
		long pid = cluster.pidOfWorker(1);
		assertThat(cluster.output()).containsPattern(
				"\n  Worker 1 \\(PID %d\\): listening, generation 1, up 0:00:\\d\\d, 0 restarts".formatted(pid));
	}

	private static void awaitHeartbeatsAfterNow(ClusterProcess cluster) {
		String last = lastHeartbeat(cluster.worker(1));
		cluster.awaitWorker(1, "two more heartbeats", (worker) -> lastHeartbeat(worker).compareTo(last) > 0);
		String next = lastHeartbeat(cluster.worker(1));
		cluster.awaitWorker(1, "one more heartbeat", (worker) -> lastHeartbeat(worker).compareTo(next) > 0);
	}

	private static String lastHeartbeat(JsonNode worker) {
		return worker.path("lastHeartbeat").asString("");
	}

	private ClusterLauncher launcher() {
		return new ClusterLauncher(HelloApplication.class, this.directory);
	}

}
