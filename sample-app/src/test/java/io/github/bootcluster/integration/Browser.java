package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Headless Chromium with the page of a cluster. A test that opens it is skipped where
 * Debian's packages {@code chromium} and {@code chromium-driver} are not installed.
 */
final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/**
	 * Start the browser.
	 * @param profile an empty directory
	 * @return the browser, to be closed by the caller
	 */
	static Browser open(Path profile) {
		assumeInstalled();
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
		return new Browser(new ChromeDriver(service, options)).resize(1280, 800);
	}

	static void assumeInstalled() {
		for (Path path : List.of(CHROMIUM, DRIVER)) {
			Assumptions.assumeTrue(Files.isExecutable(path), () -> path + " is missing");
		}
	}

	Browser resize(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		return this;
	}

	Browser show(String address) {
		this.driver.get(address);
		return this;
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	void click(String selector) {
		await(selector + " is clicked", () -> {
			find(selector).click();
			return true;
		});
	}

	/**
	 * Return what can be read in the page.
	 * @return the text
	 */
	String text() {
		return find("body").getText();
	}

	/**
	 * Type on the keyboard, into whatever has the focus.
	 * @param keys the keys
	 */
	void type(CharSequence... keys) {
		this.driver.switchTo().activeElement().sendKeys(keys);
	}

	/**
	 * Press the Tab key until an element has the focus.
	 * @param selector the element
	 */
	void tabTo(String selector) {
		WebElement target = find(selector);
		for (int i = 0; i < 50 && !target.equals(this.driver.switchTo().activeElement()); i++) {
			type(Keys.TAB);
		}
		awaitFocus(selector);
	}

	void awaitFocus(String selector) {
		await(selector + " has the focus", () -> find(selector).equals(this.driver.switchTo().activeElement()));
	}

	void awaitText(String part) {
		await("the page says '" + part + "'", () -> text().contains(part));
	}

	/**
	 * Wait for a fact. An element that is not there, or no longer, is looked for again.
	 * @param description what is waited for
	 * @param condition whether it is there
	 */
	void await(String description, Condition condition) {
		Awaitility.await(description)
			.atMost(PATIENCE)
			.ignoreExceptionsMatching(WebDriverException.class::isInstance)
			.until(condition::isTrue);
	}

	/**
	 * Return what was written to the console since the last call, which is where
	 * violations of a Content Security Policy go as well.
	 * @return the messages
	 */
	List<String> takeConsole() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	void preferDark() {
		Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", "dark");
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
	}

	void saveScreenshot(Path file) {
		try {
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/**
	 * A fact in the page.
	 */
	interface Condition {

		boolean isTrue();

	}

}
