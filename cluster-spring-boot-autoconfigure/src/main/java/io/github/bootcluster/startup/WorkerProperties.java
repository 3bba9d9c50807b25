package io.github.bootcluster.startup;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.process.WorkerFileName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ansi.AnsiColor;
import org.springframework.boot.ansi.AnsiOutput;
import org.springframework.core.env.Environment;

/**
 * The properties that take precedence in a worker, so that its output and its files can
 * be told from those of the others.
 */
final class WorkerProperties {

	private static final String LOG_FILE = "logging.file.name";

	private static final String LOG_PATH = "logging.file.path";

	private static final String LEVEL_PATTERN = "logging.pattern.level";

	private static final String ANSI = "spring.output.ansi.enabled";

	private static final Set<String> ROLLED_FILES = Set.of("logging.logback.rollingpolicy.file-name-pattern",
			"logging.log4j2.rollingpolicy.file-name-pattern");

	private static final Set<String> STRUCTURED_FORMATS = Set.of("logging.structured.format.console",
			"logging.structured.format.file");

	// service.node.name of the Elastic Common Schema tells processes of one service apart
	private static final String ECS_NODE = "logging.structured.ecs.service.node-name";

	private static final char ESCAPE = '\u001b';

	private final Environment environment;

	WorkerProperties(Environment environment) {
		this.environment = environment;
	}

	Map<String, String> get(int id) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.main.banner-mode", "off");
		addFiles(properties, id);
		if (!this.environment.containsProperty(LEVEL_PATTERN)) {
			properties.put(LEVEL_PATTERN, "%5p [worker-" + id + "]");
		}
		getStructuredFormats().forEach((format) -> addField(properties, format, id));
		if (isTerminal() && !this.environment.containsProperty(ANSI)) {
			properties.put(ANSI, "always");
		}
		return properties;
	}

	private void addFiles(Map<String, String> properties, int id) {
		String file = getLogFile();
		if (file != null) {
			String own = WorkerFileName.of(file, id);
			properties.put(LOG_FILE, own);
			ROLLED_FILES.stream()
				.filter(this.environment::containsProperty)
				.forEach((name) -> properties.put(name, renameRolled(name, file, own, id)));
		}
	}

	private String renameRolled(String name, String file, String own, int id) {
		String pattern = this.environment.getRequiredProperty(name);
		return pattern.contains(file) ? pattern.replace(file, own) : WorkerFileName.of(pattern, id);
	}

	private @Nullable String getLogFile() {
		String path = this.environment.getProperty(LOG_PATH);
		String file = this.environment.getProperty(LOG_FILE);
		return (file == null && path != null) ? path + "/spring.log" : file;
	}

	private Set<String> getStructuredFormats() {
		return STRUCTURED_FORMATS.stream()
			.map(this.environment::getProperty)
			.flatMap(Stream::ofNullable)
			.collect(Collectors.toSet());
	}

	// the name of a field that is in the context of a log event as well would be an error
	private void addField(Map<String, String> properties, String format, int id) {
		switch (format.toLowerCase(Locale.ROOT)) {
			case "ecs" -> properties.put(ECS_NODE, getNode(id));
			case "gelf" -> properties.put("logging.structured.json.add[_cluster_worker]", String.valueOf(id));
			default -> properties.put("logging.structured.json.add[cluster_worker]", String.valueOf(id));
		}
	}

	private String getNode(int id) {
		String node = this.environment.getProperty(ECS_NODE);
		return (node != null) ? node + "-worker-" + id : "worker-" + id;
	}

	// workers write to a pipe and cannot tell
	private boolean isTerminal() {
		return AnsiOutput.toString(AnsiColor.DEFAULT, "").indexOf(ESCAPE) >= 0;
	}

}
