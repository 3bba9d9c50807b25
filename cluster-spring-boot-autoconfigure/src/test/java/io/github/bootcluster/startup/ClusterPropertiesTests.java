package io.github.bootcluster.startup;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;

import io.github.bootcluster.primary.RestartPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClusterProperties} and {@link ClusterPropertiesValidator}.
 */
class ClusterPropertiesTests {

	@TempDir
	private Path directory;

	@Test
	void whenNothingIsSetIsValid() {
		new ClusterPropertiesValidator(new ClusterProperties()).validate();
		new ClusterPropertiesValidator(bind(Map.of())).validate();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					cluster.startup.timeout              | 0s     | it is not above 0                                        | such as 30s
					cluster.startup.timeout              | -1s    | it is not above 0                                        | such as 30s
					cluster.shutdown.timeout             | -1ms   | it is negative                                           | such as 30s
					cluster.slow-start                   | -1s    | it is negative                                           | such as 30s
					cluster.metrics.timeout              | 0s     | it is not above 0                                        | such as 30s
					cluster.drain.settle                 | -1ms   | it is negative                                           | such as 30s
					cluster.drain.timeout                | -1ms   | it is negative                                           | such as 30s
					cluster.heartbeat.interval           | 0      | it is not above 0                                        | such as 30s
					cluster.heartbeat.timeout            | 1s     | it is not longer than 'cluster.heartbeat.interval'       | interval of PT1S
					cluster.restart.max-restarts         | -1     | it is negative                                           | 0 or more
					cluster.restart.period               | 0s     | it is not above 0                                        | such as 30s
					cluster.restart.min-uptime           | -5s    | it is negative                                           | such as 30s
					cluster.restart.backoff.initial-delay| 0s     | it is not above 0                                        | such as 30s
					cluster.restart.backoff.multiplier   | 0.5    | it is below 1                                            | constant delay
					cluster.restart.backoff.multiplier   | NaN    | it is below 1                                            | constant delay
					cluster.restart.backoff.max-delay    | 99ms   | shorter than 'cluster.restart.backoff.initial-delay'     | at least PT0.1S
					cluster.rolling-restart.max-surge    | -1     | it is negative                                           | 1 or more
					cluster.recycle.max-requests         | -1     | it is negative                                           | 0 for no limit
					cluster.recycle.max-requests-jitter  | -1     | it is not between 0 and                                  | a part of
					cluster.recycle.max-requests-jitter  | 9223372036854775807 | it is not between 0 and                     | a part of
					cluster.recycle.max-requests-jitter  | 5      | there is no 'cluster.recycle.max-requests'               | or remove it
					cluster.recycle.max-lifetime         | -1s    | it is negative                                           | such as 30s
					cluster.recycle.max-memory           | 31MB   | every worker needs more than that                        | 0 for no limit
					cluster.recycle.max-memory           | -1GB   | every worker needs more than that                        | 0 for no limit
					cluster.channel.max-message-size     | 63KB   | it is not between 64KB and 1GB                           | such as 1MB
					cluster.channel.max-message-size     | 2GB    | it is not between 64KB and 1GB                           | such as 1MB
					cluster.channel.max-message-size     | -1MB   | it is not between 64KB and 1GB                           | such as 1MB
					cluster.worker.working-directory     | /dev/null/nowhere | it is not a directory                         | one that exists
					""")
	void whenValueMakesNoSenseFailsNamingIt(String property, String value, String reason, String action) {
		ClusterPropertiesValidator validator = new ClusterPropertiesValidator(bind(Map.of(property, value)));
		assertThatExceptionOfType(InvalidClusterPropertyException.class).isThrownBy(validator::validate)
			.withMessageStartingWith("Property '" + property + "' has the value '")
			.withMessageContaining(reason)
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo(property);
				assertThat(ex.getAction()).contains(action).endsWith(".");
			});
	}

	@ParameterizedTest
	@CsvSource({ "cluster.startup.timeout, 1ms", "cluster.shutdown.timeout, 0", "cluster.drain.settle, 0",
			"cluster.drain.timeout, 0", "cluster.heartbeat.timeout, 1001ms", "cluster.restart.max-restarts, 0",
			"cluster.restart.min-uptime, 0", "cluster.restart.backoff.multiplier, 1",
			"cluster.restart.backoff.max-delay, 100ms", "cluster.rolling-restart.max-surge, 0",
			"cluster.channel.max-message-size, 64KB", "cluster.recycle.max-requests, 1",
			"cluster.recycle.max-lifetime, 1ms", "cluster.recycle.max-memory, 32MB" })
	void whenValueIsJustPossibleIsValid(String property, String value) {
		new ClusterPropertiesValidator(bind(Map.of(property, value))).validate();
	}

	@Test
	void whenWorkingDirectoryExistsIsValid() {
		ClusterProperties properties = bind(Map.of("cluster.worker.working-directory", this.directory.toString()));
		new ClusterPropertiesValidator(properties).validate();
		assertThat(properties.getWorker().getWorkingDirectory()).isEqualTo(this.directory.toFile());
	}

	@Test
	void bindsAllThatWorkersAreLaunchedWith() {
		ClusterProperties properties = bind(
				Map.of("cluster.worker.jvm-arguments[0]", "-Xmx1g", "cluster.worker.jvm-arguments[1]", "-Da=b,c",
						"cluster.worker.arguments", "--a=1,--b=2", "cluster.worker.environment.MY_VAR", "value {id}",
						"cluster.worker.environment[with.dot]", "x", "cluster.worker.main-class", "com.example.Main",
						"cluster.primary.sources", "com.example.A,com.example.B", "cluster.channel.directory", "run"));
		assertThat(properties.getWorker().getJvmArguments()).containsExactly("-Xmx1g", "-Da=b,c");
		assertThat(properties.getWorker().getArguments()).containsExactly("--a=1", "--b=2");
		assertThat(properties.getWorker().getEnvironment()).containsOnly(Map.entry("MY_VAR", "value {id}"),
				Map.entry("with.dot", "x"));
		assertThat(properties.getWorker().getMainClass()).isEqualTo("com.example.Main");
		assertThat(properties.getPrimary().getSources()).containsExactly("com.example.A", "com.example.B");
		assertThat(properties.getChannel().getDirectory()).isEqualTo(new File("run"));
	}

	@ParameterizedTest
	@CsvSource({ "always, ALWAYS", "on-failure, ON_FAILURE", "ON_FAILURE, ON_FAILURE", "never, NEVER" })
	void bindsRestartPolicy(String value, RestartPolicy expected) {
		assertThat(bind(Map.of("cluster.restart.policy", value)).getRestart().getPolicy()).isEqualTo(expected);
	}

	@Test
	void bindsVariablesOfTheEnvironment() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("CLUSTER_WORKERS", "3", "CLUSTER_RESTART_MAXRESTARTS", "7")));
		ClusterProperties properties = ClusterProperties.get(Binder.get(environment));
		assertThat(properties.getWorkers()).isEqualTo("3");
		assertThat(properties.getRestart().getMaxRestarts()).isEqualTo(7);
	}

	@Test
	void whenValuesAreBlankKeepsDefaults() {
		ClusterProperties properties = bind(
				Map.of("cluster.startup.timeout", "", "cluster.primary.sources", "", "cluster.restart.policy", ""));
		assertThat(properties.getStartup().getTimeout()).isEqualTo(new ClusterProperties().getStartup().getTimeout());
		assertThat(properties.getPrimary().getSources()).isEmpty();
		assertThat(properties.getRestart().getPolicy()).isEqualTo(RestartPolicy.ALWAYS);
	}

	private static ClusterProperties bind(Map<String, Object> values) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setConversionService(new ApplicationConversionService());
		environment.getPropertySources().addFirst(new MapPropertySource("test", values));
		ConfigurationPropertySources.attach(environment);
		return ClusterProperties.get(Binder.get(environment));
	}

}
