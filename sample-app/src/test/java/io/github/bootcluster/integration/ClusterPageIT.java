package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.sample.SampleApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the page of {@code /actuator/cluster}, in a real browser. With
 * the system property {@code bootcluster.test.screenshots} they leave pictures in that
 * directory.
 */
class ClusterPageIT {

	private static final String JAR = Path.of(System.getProperty("basedir", ""), "target", "sample-app.jar")
		.toAbsolutePath()
		.toString();

	@TempDir
	private Path directory;

	@TempDir
	private Path profile;

	@BeforeAll
	static void assumeBrowser() {
		Browser.assumeInstalled();
	}

	@Test
	void pageShowsWorkersAndSteersThem() {
		try (ClusterProcess cluster = newLauncher().startWith("-jar", JAR).awaitListening(2);
				Browser browser = Browser.start(this.profile, "light")) {
			open(browser, cluster);
			assertWorkersAreShown(browser, cluster);
			assertRestartIsAskedFor(browser, cluster);
			assertKeyboardScales(browser, cluster);
			assertRollingRestartIsShown(browser, cluster);
			assertSilenceIsShown(browser, cluster);
		}
	}

	private void assertWorkersAreShown(Browser browser, ClusterProcess cluster) {
		cluster.listeningPids()
			.forEach((id, pid) -> assertThat(browser.text(row(id))).contains("Listening", "PID " + pid, "port "));
		browser.await("figures", () -> browser.text(row(1)).matches("(?s).*\\d MiB.*heap .* MiB of .*/s.*"));
		assertThat(browser.text("#overview")).contains("Steered", "PID " + cluster.pid());
		assertThat(browser.complaints()).isEmpty();
	}

	private void assertRestartIsAskedFor(Browser browser, ClusterProcess cluster) {
		long pid = cluster.pidOfWorker(2);
		button(browser, "Restart worker 2").click();
		assertThat(browser.text("#question")).contains("Replace worker 2?");
		browser.find("#question-cancel").click();
		assertThat(browser.find("#question").isDisplayed()).isFalse();
		assertThat(browser.text("#notice")).isEmpty();
		button(browser, "Restart worker 2").click();
		browser.find("#question-confirm").click();
		browser.await("accepted", () -> browser.text("#notice").startsWith("Restart of worker 2: accepted"));
		long replacement = cluster.awaitReplacement(2, pid).get("pid").asLong();
		browser.await("replacement", () -> browser.text(row(2)).contains("PID " + replacement));
	}

	private void assertKeyboardScales(Browser browser, ClusterProcess cluster) {
		browser.find("#scale-workers").sendKeys(Keys.chord(Keys.CONTROL, "a"), "3", Keys.ENTER);
		browser.await("question", () -> browser.find("#question-cancel").equals(browser.focused()));
		browser.press(Keys.ESCAPE);
		assertThat(browser.find("#question").isDisplayed()).isFalse();
		browser.press(Keys.ENTER);
		browser.await("question", () -> browser.find("#question-cancel").equals(browser.focused()));
		browser.press(Keys.TAB);
		browser.press(Keys.ENTER);
		cluster.awaitListening(3);
		browser.await("third worker", () -> browser.text(row(3)).contains("Listening"));
	}

	private void assertRollingRestartIsShown(Browser browser, ClusterProcess cluster) {
		browser.find("#restart").click();
		browser.find("#question-confirm").click();
		browser.await("progress", () -> browser.text("#rollout").contains("1 of 3 workers replaced"));
		browser.photograph("rolling-restart.png");
		button(browser, "Stop worker 3").click();
		browser.find("#question-confirm").click();
		browser.await("refusal", () -> browser.text("#notice").startsWith("Stop of worker 3: HTTP 409: "));
		cluster.awaitStatus("rolling restart is over",
				(status) -> status.at("/rollingRestart/state").asString().equals("COMPLETED"));
		browser.await("completed", () -> browser.text("#rollout").contains("Completed: generation 2, 3 of 3"));
	}

	private void assertSilenceIsShown(Browser browser, ClusterProcess cluster) {
		cluster.signal("TERM");
		cluster.awaitExit();
		browser.await("silence", () -> browser.text("#problem").startsWith("The cluster does not answer"));
		assertThat(browser.text("#problem")).contains("What is shown is from ");
	}

	@Test
	void pageWhenReadOnlyOffersNoChanges() {
		try (ClusterProcess cluster = newLauncher().property("management.endpoint.cluster.access", "read-only")
			.property("spring.profiles.active", "demo")
			.startWith("-jar", JAR)
			.awaitListening(2); Browser browser = Browser.start(this.profile, "dark")) {
			open(browser, cluster);
			assertThat(browser.findAll("main button")).noneMatch(WebElement::isDisplayed);
			long pid = cluster.pidOfWorker(1);
			TestSignals.send("KILL", pid);
			cluster.awaitReplacement(1, pid);
			browser.await("crash", () -> browser.text(row(1)).contains("Exited PID " + pid));
			assertThat(browser.complaints()).isEmpty();
		}
	}

	@Test
	void pageShowsCrashLoop() {
		try (ClusterProcess cluster = newLauncher().property("cluster.workers", 3)
			.property("cluster.restart.max-restarts", 1)
			.startWith("-jar", JAR)
			.awaitListening(3); Browser browser = Browser.start(this.profile, "dark")) {
			open(browser, cluster);
			long pid = cluster.pidOfWorker(2);
			TestSignals.send("KILL", pid);
			long replacement = cluster.awaitReplacement(2, pid).get("pid").asLong();
			TestSignals.send("KILL", replacement);
			browser.await("failed", () -> browser.text(row(2)).contains("Failed"));
			browser.photograph("crash-loop.png");
			assertThat(browser.text(row(2))).contains("Exited PID " + replacement, "code 137 (SIGKILL)");
			assertThat(browser.text(row(1))).contains("Listening");
		}
	}

	private void open(Browser browser, ClusterProcess cluster) {
		browser.open("http://127.0.0.1:" + cluster.client().getPort() + "/actuator/cluster");
		browser.await("workers", () -> !browser.findAll("#workers tr").isEmpty());
	}

	private static WebElement button(Browser browser, String label) {
		return browser.find("button[aria-label='" + label + "']");
	}

	private static String row(int id) {
		return "#workers tr:nth-child(" + id + ")";
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(SampleApplication.class, this.directory);
	}

}
