package io.github.bootcluster.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.primary.RestartPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata of the configuration, which an IDE reads, and for its table in
 * the README.
 */
class ConfigurationMetadataTests {

	private static final String BEGIN = "<!-- configuration:begin -->";

	private static final String END = "<!-- configuration:end -->";

	private static final String NONE = "\u2014";

	/**
	 * The properties that are contract, as far as they are implemented.
	 */
	static final List<String> NAMES = List.of("cluster.caches.evict-everywhere", "cluster.channel.directory",
			"cluster.channel.max-message-size", "cluster.channel.send-timeout", "cluster.drain.settle",
			"cluster.drain.steering", "cluster.drain.timeout", "cluster.enabled", "cluster.heartbeat.interval",
			"cluster.heartbeat.timeout", "cluster.metrics.aggregate", "cluster.metrics.timeout",
			"cluster.output.prefix", "cluster.primary.sources", "cluster.recycle.max-lifetime",
			"cluster.recycle.max-memory", "cluster.recycle.max-requests", "cluster.recycle.max-requests-jitter",
			"cluster.restart.backoff.initial-delay", "cluster.restart.backoff.max-delay",
			"cluster.restart.backoff.multiplier", "cluster.restart.max-restarts", "cluster.restart.min-uptime",
			"cluster.restart.period", "cluster.restart.policy", "cluster.rolling-restart.max-surge",
			"cluster.scheduled-tasks", "cluster.shutdown.timeout", "cluster.slow-start", "cluster.startup.timeout",
			"cluster.worker.arguments", "cluster.worker.environment", "cluster.worker.jvm-arguments",
			"cluster.worker.main-class", "cluster.worker.working-directory", "cluster.workers");

	/**
	 * Those that have no default, or an empty one.
	 */
	private static final List<String> WITHOUT_DEFAULT = List.of("cluster.channel.directory", "cluster.primary.sources",
			"cluster.scheduled-tasks", "cluster.worker.arguments", "cluster.worker.environment",
			"cluster.worker.jvm-arguments", "cluster.worker.main-class", "cluster.worker.working-directory",
			"cluster.workers");

	private static final JsonNode METADATA = read();

	@Test
	void namesOfClusterAreExactlyTheContract() {
		assertThat(properties().map(ConfigurationMetadataTests::name).filter((name) -> name.startsWith("cluster.")))
			.containsExactlyElementsOf(NAMES);
	}

	@Test
	void namesOfActuatorAreThoseOfItsConventions() {
		assertThat(properties().map(ConfigurationMetadataTests::name).filter((name) -> !name.startsWith("cluster.")))
			.containsExactlyInAnyOrder("management.endpoint.cluster.access",
					"management.endpoint.cluster.cache.time-to-live", "management.health.cluster.enabled",
					"management.info.cluster.enabled");
		assertThat(find("management.endpoint.cluster.access").get("defaultValue").asString()).isEqualTo("unrestricted");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void descriptionFollowsTheRulesOfBoot(JsonNode property) {
		String description = property.path("description").asString("");
		assertThat(description).as(name(property))
			.isNotBlank()
			.endsWith(".")
			.doesNotContain("\n")
			.doesNotContainIgnoringCase("default")
			.doesNotMatch("(?i)(the|a|an) .*")
			.matches("[A-Z].*");
		if (property.get("type").asString().equals("java.lang.Boolean")) {
			assertThat(description).as(name(property)).startsWith("Whether ");
		}
		JsonNode value = property.get("defaultValue");
		if (value != null && value.asString("").length() > 3) {
			assertThat(description).as(name(property)).doesNotContain(value.asString());
		}
	}

	@ParameterizedTest
	@MethodSource("properties")
	void defaultIsThereWhereThereIsOne(JsonNode property) {
		assertThat(property.has("defaultValue")).as(name(property))
			.isEqualTo(!WITHOUT_DEFAULT.contains(name(property)));
	}

	@ParameterizedTest
	@FieldSource("NAMES")
	void propertyIsDocumentedOnce(String name) {
		assertThat(properties().filter((property) -> name(property).equals(name))).hasSize(1);
	}

	@Test
	void workersAreCompletedWithExamplesAndMayBeAnything() {
		JsonNode hint = findHint("cluster.workers");
		assertThat(hint.get("values").valueStream().map((value) -> value.get("value").asString()))
			.containsExactly("auto", "2", "50%");
		assertThat(hint.get("values").valueStream())
			.allSatisfy((value) -> assertThat(value.get("description").asString()).endsWith(".").matches("[A-Z].*"));
		assertThat(hint.get("values")
			.valueStream()
			.map((value) -> new WorkerCount(4, Long.MAX_VALUE).resolve(value.get("value").asString(), (warning) -> {
			}))).containsExactly(4, 2, 2);
		assertThat(hint.get("providers").get(0).get("name").asString()).isEqualTo("any");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cluster.primary.sources", "cluster.worker.main-class" })
	void classesAreCompleted(String name) {
		assertThat(findHint(name).get("providers").get(0).get("name").asString()).isEqualTo("class-reference");
	}

	@Test
	void restartPolicyIsCompletedByItsType() {
		assertThat(find("cluster.restart.policy").get("type").asString()).isEqualTo(RestartPolicy.class.getName());
		assertThat(find("cluster.restart.policy").get("defaultValue").asString())
			.isEqualTo(new ClusterProperties().getRestart().getPolicy().name().toLowerCase(Locale.ROOT));
	}

	@Test
	void typesExist() {
		assertThat(properties().map((property) -> property.get("type").asString()).map(this::erase))
			.allMatch((type) -> ClassUtils.isPresent(type, null));
	}

	@Test
	void readmeShowsEveryProperty() throws Exception {
		Path readme = Path.of("..", "README.md");
		String expected = table();
		assertThat(Files.exists(readme) ? between(Files.readString(readme)) : null)
			.withFailMessage("The table between '%s' and '%s' in README.md must be:%n%n%s%n", BEGIN, END, expected)
			.isEqualTo(expected);
	}

	private static String between(String text) {
		int begin = text.indexOf(BEGIN);
		int end = text.indexOf(END);
		return (begin >= 0 && end > begin) ? text.substring(begin + BEGIN.length(), end).strip() : "";
	}

	private static String table() {
		return properties().map(ConfigurationMetadataTests::row)
			.collect(Collectors.joining("\n", "| Property | Default | Description |\n| --- | --- | --- |\n", ""));
	}

	private static String row(JsonNode property) {
		JsonNode value = property.get("defaultValue");
		String shown = (value != null) ? "`" + value.asString() + "`" : NONE;
		return "| `%s` | %s | %s |".formatted(name(property), shown,
				property.get("description").asString().replace("|", "\\|"));
	}

	private String erase(String type) {
		return StringUtils.delete(type, type.contains("<") ? type.substring(type.indexOf('<')) : "<");
	}

	private static JsonNode find(String name) {
		return properties().filter((property) -> name(property).equals(name)).findFirst().orElseThrow();
	}

	private static JsonNode findHint(String name) {
		return METADATA.get("hints").valueStream().filter((hint) -> name(hint).equals(name)).findFirst().orElseThrow();
	}

	private static String name(JsonNode item) {
		return item.get("name").asString();
	}

	static Stream<JsonNode> properties() {
		return METADATA.get("properties").valueStream();
	}

	private static JsonNode read() {
		try (InputStream metadata = ClusterProperties.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(metadata);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
