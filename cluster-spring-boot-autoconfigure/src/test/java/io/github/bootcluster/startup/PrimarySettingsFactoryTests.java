package io.github.bootcluster.startup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.primary.Backoff;
import io.github.bootcluster.primary.CrashBudget;
import io.github.bootcluster.primary.PortRequest;
import io.github.bootcluster.primary.PrimarySettings;
import io.github.bootcluster.primary.RecycleLimits;
import io.github.bootcluster.primary.RestartPolicy;
import io.github.bootcluster.primary.SteeringSettings;
import io.github.bootcluster.primary.SupervisorSettings;
import io.github.bootcluster.process.StandardStreams;
import io.github.bootcluster.process.WorkerLaunchOptions;
import io.github.bootcluster.socket.RequestMigration;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PrimarySettingsFactory}.
 */
class PrimarySettingsFactoryTests {

	private static final boolean MIGRATION = new RequestMigration().isEnabled();

	private static final int CONCURRENT_STARTS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

	private final PrimarySettingsFactory factory = new PrimarySettingsFactory(LogFactory.getLog(getClass()),
			new StandardStreams());

	@Test
	void whenOnlyWorkersAreSetHasDefaultsOfDesign() {
		PrimarySettings settings = create(Map.of("cluster.workers", "3"));
		assertThat(settings.supervisor()).isEqualTo(new SupervisorSettings(3, CONCURRENT_STARTS,
				Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMillis(5500),
				new SteeringSettings(true, MIGRATION, Duration.ofSeconds(1), Duration.ZERO), Duration.ofSeconds(60),
				RestartPolicy.ALWAYS, Duration.ofSeconds(10),
				new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(30)),
				new CrashBudget(10, Duration.ofMinutes(1)), 1, RecycleLimits.NONE));
		assertThat(settings.ports()).containsExactly(new PortRequest("server.port", null, 8080));
		assertThat(settings.launchOptions())
			.isEqualTo(new WorkerLaunchOptions(List.of(), List.of(), Map.of(), null, null));
		assertThat(settings.channelDirectory()).isNull();
		assertThat(settings.maxMessageSize()).isEqualTo(1024 * 1024);
		assertThat(settings.workerProperties().apply(2)).containsEntry("logging.pattern.level", "%5p [worker-2]");
	}

	@Test
	void whenEverythingIsSetPassesItOn() {
		PrimarySettings settings = create(Map.ofEntries(Map.entry("cluster.workers", "100%"),
				Map.entry("cluster.startup.timeout", "1s"), Map.entry("cluster.shutdown.timeout", "2s"),
				Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "3s"), Map.entry("cluster.slow-start", "20s"),
				Map.entry("cluster.drain.steering", "false"), Map.entry("cluster.drain.settle", "11s"),
				Map.entry("cluster.drain.timeout", "13s"), Map.entry("cluster.heartbeat.interval", "4s"),
				Map.entry("cluster.heartbeat.timeout", "5s"), Map.entry("cluster.restart.policy", "on-failure"),
				Map.entry("cluster.restart.min-uptime", "6s"), Map.entry("cluster.restart.max-restarts", "7"),
				Map.entry("cluster.restart.period", "8s"), Map.entry("cluster.restart.backoff.initial-delay", "9s"),
				Map.entry("cluster.restart.backoff.multiplier", "1.5"),
				Map.entry("cluster.restart.backoff.max-delay", "10s"),
				Map.entry("cluster.rolling-restart.max-surge", "0"), Map.entry("cluster.recycle.max-requests", "1000"),
				Map.entry("cluster.recycle.max-requests-jitter", "100"),
				Map.entry("cluster.recycle.max-lifetime", "24h"), Map.entry("cluster.recycle.max-memory", "512MB"),
				Map.entry("cluster.channel.directory", "run"), Map.entry("cluster.channel.max-message-size", "2MB"),
				Map.entry("cluster.worker.jvm-arguments", "-Xmx1g"), Map.entry("cluster.worker.arguments", "--a=b"),
				Map.entry("cluster.worker.environment.name", "value"),
				Map.entry("cluster.worker.main-class", "com.example.Main"),
				Map.entry("cluster.worker.working-directory", "/")));
		assertThat(settings.supervisor()).isEqualTo(new SupervisorSettings(Runtime.getRuntime().availableProcessors(),
				CONCURRENT_STARTS, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(24),
				new SteeringSettings(false, MIGRATION, Duration.ofSeconds(4), Duration.ofSeconds(20)),
				Duration.ofSeconds(5), RestartPolicy.ON_FAILURE, Duration.ofSeconds(6),
				new Backoff(Duration.ofSeconds(9), 1.5, Duration.ofSeconds(10)),
				new CrashBudget(7, Duration.ofSeconds(8)), 0,
				new RecycleLimits(1000, 100, Duration.ofHours(24), 512 * 1024 * 1024)));
		assertThat(settings.launchOptions()).isEqualTo(new WorkerLaunchOptions(List.of("-Xmx1g"), List.of("--a=b"),
				Map.of("name", "value"), "com.example.Main", Path.of("/")));
		assertThat(settings.channelDirectory()).isEqualTo(Path.of("run"));
		assertThat(settings.maxMessageSize()).isEqualTo(2 * 1024 * 1024);
	}

	@Test
	void whenPrimaryHidesTypeOfApplicationAfterwardsKeepsPorts() {
		StandardEnvironment environment = environment(Map.of("cluster.workers", "1", "server.port", "8081"));
		this.factory.prepare(environment, WebApplicationType.SERVLET);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("primary", Map.of("spring.main.web-application-type", "none")));
		assertThat(this.factory.create(environment).ports())
			.containsExactly(new PortRequest("server.port", null, 8081));
	}

	@Test
	void whenValueMakesNoSenseFailsEarly() {
		assertThatExceptionOfType(InvalidClusterPropertyException.class).isThrownBy(
				() -> this.factory.prepare(environment(Map.of("cluster.workers", "1", "cluster.startup.timeout", "0")),
						WebApplicationType.SERVLET));
	}

	private PrimarySettings create(Map<String, Object> properties) {
		StandardEnvironment environment = environment(properties);
		this.factory.prepare(environment, WebApplicationType.SERVLET);
		return this.factory.create(environment);
	}

	private static StandardEnvironment environment(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setConversionService(new ApplicationConversionService());
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return environment;
	}

}
