package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.bootcluster.integration.app.deployed.DeployedApplication;
import io.github.bootcluster.integration.app.deployed.DeployedApplication.Flaw;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for a rolling restart to a version that does not come up.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailedRolloutIT {

	private static final String RESTART = "{\"action\":\"restart\"}";

	// long for a start, and short for somebody who waits for its end
	private static final Duration STARTUP_TIMEOUT = Duration.ofSeconds(20);

	private DeployedJar jar;

	private ClusterProcess cluster;

	private Map<Integer, Long> before;

	@BeforeAll
	void start(@TempDir Path directory) throws IOException {
		ClusterLauncher launcher = new ClusterLauncher(DeployedApplication.class, directory)
			.property("cluster.startup.timeout", STARTUP_TIMEOUT);
		this.jar = new DeployedJar(directory.resolve("application.jar"), DeployedApplication.class,
				launcher.getClassPath());
		this.jar.deploy("");
		this.cluster = launcher.startWith("-jar", this.jar.toString());
	}

	@AfterAll
	void stop() {
		this.cluster.close();
	}

	@BeforeEach
	void awaitTwoWorkers() {
		this.cluster.awaitListening(2);
		this.cluster.await("no worker is on its way out", () -> this.cluster.pids().size() == 3);
		this.before = this.cluster.listeningPids();
	}

	@Test
	void oldWorkersGoOnWhenTheNewVersionFailsAtStart() throws IOException {
		assertThat(rollOutInVain(Flaw.FAILS_AT_START)).contains("exited with code 1 before it listened",
				"This version is broken");
	}

	@Test
	void oldWorkersGoOnWhenTheNewVersionNeverListens() throws IOException {
		assertThat(rollOutInVain(Flaw.NEVER_LISTENS)).contains("did not listen within 20 seconds",
				"This version waits for its database");
	}

	@Test
	void oldWorkersGoOnWhenTheNewVersionDiesWithinASecond() throws IOException {
		assertThat(rollOutInVain(Flaw.DIES_WHEN_IT_LISTENS)).contains("exited with code 42 as soon as it listened",
				"This version cannot do its first task");
	}

	private String rollOutInVain(Flaw flaw) throws IOException {
		int generation = this.cluster.status().get("generation").asInt();
		JsonNode status = rollOut(flaw);
		assertThat(status.at("/rollingRestart/state").asString()).isEqualTo("FAILED");
		assertThat(status.at("/rollingRestart/replaced").asInt()).isZero();
		assertThat(status.at("/rollingRestart/remaining").asInt()).isEqualTo(2);
		assertThat(status.get("generation").asInt()).isEqualTo(generation);
		this.cluster.await("no replacement is left", () -> this.cluster.pids().size() == 3);
		assertThat(this.cluster.awaitListening(2).listeningPids()).isEqualTo(this.before);
		this.cluster.awaitOutput("Rolling restart to generation %d failed, the previous generation serves on"
			.formatted(status.at("/rollingRestart/generation").asInt(0)));
		return status.at("/rollingRestart/reason").asString();
	}

	private JsonNode rollOut(Flaw flaw) throws IOException {
		this.jar.deploy("deployed.flaw=" + flaw);
		int last = this.cluster.status().at("/rollingRestart/generation").asInt(0);
		assertThat(this.cluster.client().post("/actuator/cluster", RESTART).statusCode()).isEqualTo(202);
		return this.cluster.awaitStatus("rolling restart has ended",
				(status) -> status.at("/rollingRestart/generation").asInt(0) > last
						&& !status.at("/rollingRestart/state").asString().equals("RUNNING"));
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void goodVersionIsRolledOutAfterBadOnesAndThePrimaryEndsAsEver() throws IOException {
		JsonNode status = rollOut(Flaw.NONE);
		assertThat(status.at("/rollingRestart/state").asString()).as(status::toString).isEqualTo("COMPLETED");
		assertThat(this.cluster.awaitListening(2).listeningPids().values())
			.doesNotContainAnyElementsOf(this.before.values());
		this.cluster.signal("TERM");
		assertThat(this.cluster.awaitExit()).isEqualTo(143);
	}

}
