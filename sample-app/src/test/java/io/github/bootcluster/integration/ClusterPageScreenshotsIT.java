package io.github.bootcluster.integration;

import java.nio.file.Path;

import io.github.bootcluster.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Makes the screenshots of the documentation, with
 * {@code -Dbootcluster.test.screenshots=docs/images} as an absolute path.
 */
@EnabledIfSystemProperty(named = "bootcluster.test.screenshots", matches = ".+")
class ClusterPageScreenshotsIT {

	private static final int WORKERS = 3;

	private static final int HISTORY = 25;

	@TempDir
	private Path directory;

	@Test
	void screenshotsAreSaved() {
		Browser.assumeInstalled();
		try (ClusterProcess cluster = newLauncher().start().awaitListening(WORKERS);
				BackgroundRequests requests = BackgroundRequests.start(cluster.client(), "/");
				Browser browser = Browser.open(this.directory.resolve("profile")).resize(1280, 760)) {
			browser.show("http://127.0.0.1:" + cluster.client().getPort() + "/actuator/cluster");
			saveRollingRestart(cluster, browser);
			saveCrashLoop(cluster, browser);
		}
	}

	private void saveRollingRestart(ClusterProcess cluster, Browser browser) {
		browser.await("the charts have a history",
				() -> browser.find("#tiles path.line").getDomAttribute("d").split("L").length > HISTORY);
		browser.click("#restart-all");
		browser.click("#confirm");
		browser.awaitText("1 of 3 workers replaced");
		browser.click("#dismiss");
		save(browser, "page-rolling-restart.png");
		cluster.awaitStatus("the rolling restart is completed",
				(status) -> status.at("/rollingRestart/state").asString().equals("COMPLETED"));
		cluster.awaitListening(WORKERS);
	}

	private void saveCrashLoop(ClusterProcess cluster, Browser browser) {
		cluster.await("worker 2 has failed", () -> killUnlessFailed(cluster, 2));
		browser.awaitText("Failed");
		browser.preferDark();
		save(browser, "page-crash-loop.png");
	}

	private boolean killUnlessFailed(ClusterProcess cluster, int id) {
		JsonNode worker = cluster.client().findJson("/actuator/cluster/" + id).orElse(MissingNode.getInstance());
		worker.path("pid").asLongOpt().ifPresent((pid) -> TestSignals.send("KILL", pid));
		return worker.path("state").asString("").equals("FAILED");
	}

	private void save(Browser browser, String name) {
		browser.saveScreenshot(Path.of(System.getProperty("bootcluster.test.screenshots"), name));
	}

	private ClusterLauncher newLauncher() {
		return new ClusterLauncher(SampleApplication.class, this.directory).workers(WORKERS)
			.property("cluster.restart.max-restarts", 3);
	}

}
