package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium without a window, as Debian packages it.
 */
final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Skip the test if there is no browser.
	 */
	static void assumeInstalled() {
		Assumptions.assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), () -> CHROMIUM + " or "
				+ DRIVER + " is missing: install the packages chromium and chromium-driver to have this tested");
	}

	/**
	 * Start a browser.
	 * @param profile an empty directory
	 * @param scheme {@code light} or {@code dark}
	 * @return the browser, to be closed by the caller
	 */
	static Browser start(Path profile, String scheme) {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toFile());
		options.setCapability("goog:loggingPrefs", logs);
		// no connection but those of the page
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1320,860", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.withLogOutput(OutputStream.nullOutputStream())
			.build();
		Browser browser = new Browser(new ChromeDriver(service, options));
		browser.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		return browser;
	}

	void open(String url) {
		this.driver.get(url);
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Press keys, as somebody without a mouse does.
	 * @param keys the keys
	 */
	void press(CharSequence... keys) {
		focused().sendKeys(keys);
	}

	void await(String description, Callable<Boolean> condition) {
		Awaitility.await(description)
			.atMost(TIMEOUT)
			.pollInterval(POLL_INTERVAL)
			.ignoreException(StaleElementReferenceException.class)
			.until(condition);
	}

	String text(String selector) {
		return find(selector).getText();
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/**
	 * Return what the browser complained of, violations of the Content Security Policy
	 * among it.
	 * @return the messages
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Take a picture if a directory for pictures was named.
	 * @param name the name of the file
	 */
	void photograph(String name) {
		String directory = System.getProperty("bootcluster.test.screenshots");
		if (directory != null) {
			try {
				Files.write(Path.of(directory, name), this.driver.getScreenshotAs(OutputType.BYTES));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
