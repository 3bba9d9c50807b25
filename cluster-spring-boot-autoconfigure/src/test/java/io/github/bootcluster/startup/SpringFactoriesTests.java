package io.github.bootcluster.startup;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code META-INF/spring.factories}.
 */
class SpringFactoriesTests {

	@Test
	void everyFailureAnalyzerIsRegistered() throws Exception {
		assertThat(registered()).isSorted().containsExactlyElementsOf(existing());
	}

	private List<String> registered() throws Exception {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new FileSystemResource(classes().resolve("META-INF/spring.factories")));
		return List.of(StringUtils.tokenizeToStringArray(factories.getProperty(FailureAnalyzer.class.getName()), ","));
	}

	private List<String> existing() throws Exception {
		Path classes = classes();
		try (Stream<Path> files = Files.walk(classes)) {
			return files.map((file) -> classes.relativize(file).toString())
				.filter((name) -> name.endsWith("FailureAnalyzer.class"))
				.map((name) -> StringUtils.stripFilenameExtension(name).replace('/', '.'))
				.sorted()
				.toList();
		}
	}

	private Path classes() throws URISyntaxException {
		return Path.of(ClusterProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

}
