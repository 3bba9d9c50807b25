package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.sample.SampleApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the page of a cluster, used as people use it.
 */
class ClusterPageIT {

	@TempDir
	private static Path directory;

	private static ClusterProcess cluster;

	private static Browser browser;

	@BeforeAll
	static void open() {
		Browser.assumeInstalled();
		cluster = new ClusterLauncher(SampleApplication.class, directory).start().awaitListening(2);
		browser = Browser.open(directory.resolve("profile"));
	}

	@AfterAll
	static void close() {
		try (ClusterProcess closedInAnyCase = cluster) {
			if (browser != null) {
				browser.close();
			}
		}
	}

	@BeforeEach
	void show() {
		browser.show("http://127.0.0.1:" + cluster.client().getPort() + "/actuator/cluster");
		browser.awaitText("PID " + cluster.pid());
	}

	@AfterEach
	void consoleIsEmpty() {
		assertThat(browser.takeConsole()).isEmpty();
	}

	@Test
	void pageShowsEveryWorker() {
		cluster.listeningPids()
			.forEach((id, pid) -> assertThat(row(id)).contains("Listening", "PID " + pid, "0 restarts", "MiB"));
		browser.await("requests are counted", () -> !browser.find("#tiles > div:nth-child(2)").getText().contains("–"));
		browser.await("charts are drawn",
				() -> browser.findAll("#table path.line")
					.stream()
					.anyMatch((line) -> line.getDomAttribute("d").contains("L")));
	}

	private String row(int id) {
		return browser.find("#table tbody:nth-of-type(" + id + ")").getText();
	}

	@Test
	void restartWhenCancelledDoesNothing() {
		JsonNode before = cluster.worker(2);
		browser.click("[aria-label='Restart worker 2']");
		assertThat(browser.find("dialog").getText()).contains("Restart worker 2?", "PID " + before.get("pid").asLong());
		browser.awaitFocus("#cancel");
		browser.type(Keys.ESCAPE);
		browser.await("the dialog is closed", () -> !browser.find("dialog").isDisplayed());
		browser.awaitFocus("[aria-label='Restart worker 2']");
		browser.click("[aria-label='Restart worker 2']");
		browser.click("#cancel");
		assertThat(browser.find("#notice").isDisplayed()).isFalse();
		JsonNode after = cluster.worker(2);
		assertThat(after.get("pid")).isEqualTo(before.get("pid"));
		assertThat(after.get("state")).isEqualTo(before.get("state"));
	}

	@Test
	void restartWhenConfirmedReplacesWorker() {
		long pid = cluster.pidOfWorker(2);
		browser.click("[aria-label='Restart worker 2']");
		browser.click("#confirm");
		browser.awaitText("Worker 2 is being restarted.");
		long replacement = cluster.awaitReplacement(2, pid).get("pid").asLong();
		browser.await("the page shows the replacement only",
				() -> browser.text().contains("PID " + replacement) && !browser.text().contains("PID " + pid));
	}

	@Test
	void scaleByKeyboardChangesNumberOfWorkers() {
		browser.tabTo("#count");
		browser.type(Keys.chord(Keys.CONTROL, "a"), "3", Keys.ENTER);
		browser.awaitFocus("#cancel");
		assertThat(browser.find("dialog").getText()).contains("Have 3 workers instead of 2? 1 will be started.");
		browser.type(Keys.TAB);
		browser.awaitFocus("#confirm");
		browser.type(Keys.ENTER);
		browser.awaitText("3 of 3");
		assertThat(row(3)).contains("Listening");
		browser.click("[aria-label='Stop worker 3']");
		assertThat(browser.find("dialog").getText()).contains("2 workers will be left.");
		browser.click("#confirm");
		browser.await("worker 3 is gone", () -> browser.findAll("#table tbody").size() == 2);
		cluster.awaitListening(2);
	}

}
