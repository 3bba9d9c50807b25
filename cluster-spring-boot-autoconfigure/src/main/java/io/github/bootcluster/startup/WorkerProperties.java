package io.github.bootcluster.startup;

import java.util.LinkedHashMap;
import java.util.Map;

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

	private static final char ESCAPE = '\u001b';

	private final Environment environment;

	WorkerProperties(Environment environment) {
		this.environment = environment;
	}

	Map<String, String> get(int id) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.main.banner-mode", "off");
		String file = getLogFile();
		if (file != null) {
			properties.put(LOG_FILE, WorkerFileName.of(file, id));
		}
		if (!this.environment.containsProperty(LEVEL_PATTERN)) {
			properties.put(LEVEL_PATTERN, "%5p [worker-" + id + "]");
		}
		if (isTerminal() && !this.environment.containsProperty(ANSI)) {
			properties.put(ANSI, "always");
		}
		return properties;
	}

	private @Nullable String getLogFile() {
		String path = this.environment.getProperty(LOG_PATH);
		String file = this.environment.getProperty(LOG_FILE);
		return (file == null && path != null) ? path + "/spring.log" : file;
	}

	// workers write to a pipe and cannot tell
	private boolean isTerminal() {
		return AnsiOutput.toString(AnsiColor.DEFAULT, "").indexOf(ESCAPE) >= 0;
	}

}
