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
	void whenNameOfRolledFilesIsSetGivesEachWorkerItsOwn() {
		this.environment.setProperty("logging.file.name", "logs/shop.log");
		this.environment.setProperty("logging.logback.rollingpolicy.file-name-pattern",
				"logs/shop.log.%d{yyyy-MM-dd}.%i.gz");
		this.environment.setProperty("logging.log4j2.rollingpolicy.file-name-pattern", "old/%d{yyyy-MM}-%i.log.gz");
		assertThat(get(2))
			.containsEntry("logging.logback.rollingpolicy.file-name-pattern",
					"logs/shop-worker-2.log.%d{yyyy-MM-dd}.%i.gz")
			.containsEntry("logging.log4j2.rollingpolicy.file-name-pattern", "old/%d{yyyy-MM}-%i.log-worker-2.gz");
	}

	@Test
	void whenFormatIsStructuredAddsField() {
		this.environment.setProperty("logging.structured.format.console", "GELF");
		this.environment.setProperty("logging.structured.format.file", "logstash");
		assertThat(get(2)).containsEntry("logging.structured.json.add[_cluster_worker]", "2")
			.containsEntry("logging.structured.json.add[cluster_worker]", "2")
			.doesNotContainKey("logging.structured.ecs.service.node-name");
	}

	@Test
	void whenFormatIsEcsNamesNode() {
		this.environment.setProperty("logging.structured.format.console", "ecs");
		assertThat(get(2)).containsEntry("logging.structured.ecs.service.node-name", "worker-2")
			.doesNotContainKey("logging.structured.json.add[cluster_worker]");
	}

	@Test
	void whenFormatIsEcsAndNodeHasNameKeepsNodesApart() {
		this.environment.setProperty("logging.structured.format.file", "ecs");
		this.environment.setProperty("logging.structured.ecs.service.node-name", "host-a");
		assertThat(get(2)).containsEntry("logging.structured.ecs.service.node-name", "host-a-worker-2");
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
