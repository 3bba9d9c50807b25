package io.github.bootcluster.startup;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

import io.github.bootcluster.primary.Backoff;
import io.github.bootcluster.primary.CrashBudget;
import io.github.bootcluster.primary.PortRequest;
import io.github.bootcluster.primary.PrimarySettings;
import io.github.bootcluster.primary.RecycleLimits;
import io.github.bootcluster.primary.SteeringSettings;
import io.github.bootcluster.primary.SupervisorSettings;
import io.github.bootcluster.process.StandardStreams;
import io.github.bootcluster.process.WorkerLaunchOptions;
import io.github.bootcluster.process.WorkerOutput;
import io.github.bootcluster.socket.RequestMigration;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns properties into the settings of a primary, once.
 */
final class PrimarySettingsFactory {

	private static final Duration DEFAULT_PHASE_TIMEOUT = Duration.ofSeconds(30);

	private final Log logger;

	private final StandardStreams streams;

	private List<PortRequest> ports = List.of();

	private int workers;

	PrimarySettingsFactory(Log logger, StandardStreams streams) {
		this.logger = logger;
		this.streams = streams;
	}

	/**
	 * Read what will be hidden by the primary's own properties, and check the rest as
	 * early as possible.
	 * @param environment the environment
	 * @param webApplicationType the type of the web application
	 */
	void prepare(ConfigurableEnvironment environment, @Nullable WebApplicationType webApplicationType) {
		ClusterProperties properties = ClusterProperties.get(Binder.get(environment));
		new ClusterPropertiesValidator(properties).validate();
		this.workers = new WorkerCount(Runtime.getRuntime().availableProcessors(), Machine.getMemory())
			.resolve(String.valueOf(properties.getWorkers()), this.logger::warn);
		this.ports = new ServerPorts(Binder.get(environment)).find(webApplicationType);
	}

	PrimarySettings create(ConfigurableEnvironment environment) {
		ClusterProperties properties = ClusterProperties.get(Binder.get(environment));
		ClusterProperties.Channel channel = properties.getChannel();
		return new PrimarySettings(createSupervisorSettings(properties, environment), this.ports,
				createLaunchOptions(properties.getWorker()), toPath(channel.getDirectory()),
				(int) channel.getMaxMessageSize().toBytes(), new WorkerProperties(environment)::get,
				createOutputs(properties.getOutput()));
	}

	private SupervisorSettings createSupervisorSettings(ClusterProperties properties,
			ConfigurableEnvironment environment) {
		ClusterProperties.Restart restart = properties.getRestart();
		ClusterProperties.Restart.Backoff backoff = restart.getBackoff();
		return new SupervisorSettings(this.workers, getConcurrentStarts(), properties.getStartup().getTimeout(),
				getShutdownTimeout(properties, environment), getDrainTimeout(properties.getDrain()),
				createSteeringSettings(properties), properties.getHeartbeat().getTimeout(), restart.getPolicy(),
				restart.getMinUptime(),
				new Backoff(backoff.getInitialDelay(), backoff.getMultiplier(), backoff.getMaxDelay()),
				new CrashBudget(restart.getMaxRestarts(), restart.getPeriod()),
				properties.getRollingRestart().getMaxSurge(), createRecycleLimits(properties.getRecycle()));
	}

	private RecycleLimits createRecycleLimits(ClusterProperties.Recycle recycle) {
		return new RecycleLimits(recycle.getMaxRequests(), recycle.getMaxRequestsJitter(), recycle.getMaxLifetime(),
				recycle.getMaxMemory().toBytes());
	}

	static Duration getDrainTimeout(ClusterProperties.Drain drain) {
		return drain.getSettle().plus(drain.getTimeout());
	}

	private static SteeringSettings createSteeringSettings(ClusterProperties properties) {
		return new SteeringSettings(properties.getDrain().isSteering(), new RequestMigration().isEnabled(),
				properties.getHeartbeat().getInterval(), properties.getSlowStart());
	}

	private static int getConcurrentStarts() {
		return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
	}

	static Duration getShutdownTimeout(ClusterProperties properties, ConfigurableEnvironment environment) {
		Duration phase = Binder.get(environment)
			.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
			.orElse(DEFAULT_PHASE_TIMEOUT);
		return properties.getShutdown().getTimeout().plus(phase);
	}

	private WorkerLaunchOptions createLaunchOptions(ClusterProperties.Worker worker) {
		return new WorkerLaunchOptions(worker.getJvmArguments(), worker.getArguments(), worker.getEnvironment(),
				worker.getMainClass(), toPath(worker.getWorkingDirectory()));
	}

	private IntFunction<WorkerOutput> createOutputs(ClusterProperties.Output properties) {
		WorkerOutput output = this.streams.toWorkerOutput();
		return properties.isPrefix() ? output::naming : (id) -> output;
	}

	private static @Nullable Path toPath(@Nullable File file) {
		return (file != null) ? file.toPath() : null;
	}

}
