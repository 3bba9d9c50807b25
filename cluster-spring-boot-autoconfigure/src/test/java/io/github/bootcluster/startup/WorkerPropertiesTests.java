package io.github.bootcluster.startup;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerProperties}.
 */
class WorkerPropertiesTests {

	private final MockEnvironment environment = new MockEnvironment();

	@BeforeEach
	void noTerminal() {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.NEVER);
	}

	@AfterEach
	void detectTerminal() {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.DETECT);
	}

	@Test
	void whenNothingIsSetMarksOutputAndSwitchesBannerOff() {
		assertThat(get(2)).containsExactlyInAnyOrderEntriesOf(
				Map.of("spring.main.banner-mode", "off", "logging.pattern.level", "%5p [worker-2]"));
	}

	@Test
	void whenLogFileIsSetGivesEachWorkerItsOwn() {
		this.environment.setProperty("logging.file.name", "logs/application.log");
		assertThat(get(1)).containsEntry("logging.file.name", "logs/application-worker-1.log");
		assertThat(get(2)).containsEntry("logging.file.name", "logs/application-worker-2.log");
	}

	@Test
	void whenLogPathIsSetGivesEachWorkerItsOwnFileInIt() {
		this.environment.setProperty("logging.file.path", "/var/log/shop");
		assertThat(get(3)).containsEntry("logging.file.name", "/var/log/shop/spring-worker-3.log")
			.doesNotContainKey("logging.file.path");
	}

	@Test
	void whenLogFileAndPathAreSetFileWins() {
		this.environment.setProperty("logging.file.path", "/var/log/shop");
		this.environment.setProperty("logging.file.name", "application.log");
		assertThat(get(3)).containsEntry("logging.file.name", "application-worker-3.log");
	}

	@Test
	void whenLogFileHasPlaceholderResolvesIt() {
		this.environment.setProperty("logging.file.name", "${name}.log");
		this.environment.setProperty("name", "shop");
		assertThat(get(1)).containsEntry("logging.file.name", "shop-worker-1.log");
	}

	@Test
	void whenLevelPatternIsTheUsersKeepsIt() {
		this.environment.setProperty("logging.pattern.level", "%p");
		assertThat(get(1)).doesNotContainKey("logging.pattern.level");
	}

	@Test
	void whenPrimaryWritesColorsWorkersDo() {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.ALWAYS);
		assertThat(get(1)).containsEntry("spring.output.ansi.enabled", "always");
	}

	@Test
	void whenColorsAreTheUsersChoiceKeepsIt() {
		AnsiOutput.setEnabled(AnsiOutput.Enabled.ALWAYS);
		this.environment.setProperty("spring.output.ansi.enabled", "detect");
		assertThat(get(1)).doesNotContainKey("spring.output.ansi.enabled");
	}

	private Map<String, String> get(int id) {
		return new WorkerProperties(this.environment).get(id);
	}

}
