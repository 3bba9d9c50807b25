package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.bootcluster.integration.app.strategy.StrategyConfiguration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples in the README are those that are tested.
 */
class ReadmeTests {

	@Test
	void restartStrategyIsTheOneOfTheIntegrationTest() throws Exception {
		String source = read(
				Path.of("src/test/java", StrategyConfiguration.class.getName().replace('.', '/') + ".java"));
		String example = source.substring(source.indexOf("@Configuration"));
		assertThat(read(Path.of("..", "README.md"))).contains("```java\n" + example + "```\n");
	}

	@Test
	void listenersAreThoseOfTheSample() throws Exception {
		String source = read(
				Path.of("..", "sample-app", "src/main/java/io/github/bootcluster/sample/messages/RequestTotal.java"));
		String example = source.substring(source.indexOf("@Component"));
		assertThat(read(Path.of("..", "README.md"))).contains("```java\n" + example + "```\n");
	}

	private static String read(Path path) throws IOException {
		return Files.readString(path);
	}

}
