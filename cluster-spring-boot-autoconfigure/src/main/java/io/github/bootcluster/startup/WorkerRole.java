package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.WorkerDrainingEvent;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.worker.DrainedServer;
import io.github.bootcluster.worker.Worker;
import io.github.bootcluster.worker.WorkerDrain;
import io.github.bootcluster.worker.WorkerStop;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * The role of a worker: it connects to its primary before anything else, and tells it how
 * far the application got.
 */
final class WorkerRole implements ProcessRole {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

	private final HandOver handOver;

	private final WorkerStop stop = new WorkerStop(this::close);

	private volatile @Nullable ConfigurableApplicationContext context;

	private volatile @Nullable Worker worker;

	WorkerRole(HandOver handOver) {
		this.handOver = handOver;
	}

	@Override
	public Cluster getCluster() {
		return new ClusterMember(ClusterRole.WORKER, this.handOver.id(), () -> getWorker().getMembers(),
				() -> getWorker().isLeader());
	}

	@Override
	public void prepareEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		System.setProperty(RoleDetector.CLAIMED, "true");
		PrimarySignals.disarm();
		ClusterProperties properties = ClusterProperties.get(Binder.get(environment));
		Worker connected = Worker.connect(this.handOver, (int) properties.getChannel().getMaxMessageSize().toBytes(),
				CONNECT_TIMEOUT);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("clusterWorker", new LinkedHashMap<>(connected.getProperties())));
		connected.start(properties.getHeartbeat().getInterval(), createCommands(connected, properties, environment));
		this.worker = connected;
	}

	private WorkerCommands createCommands(Worker connected, ClusterProperties properties,
			ConfigurableEnvironment environment) {
		ClusterProperties.Drain drain = properties.getDrain();
		Duration timeout = PrimarySettingsFactory.getDrainTimeout(drain);
		return new WorkerCommands(connected, this.stop, new WorkerDrain(drain.getSettle(), drain.getTimeout()),
				() -> getServer(timeout), PrimarySettingsFactory.getShutdownTimeout(properties, environment));
	}

	private @Nullable DrainedServer getServer(Duration timeout) {
		ConfigurableApplicationContext running = this.context;
		return (running != null && running.isActive())
				? new WorkerServer(running, new WorkerDrainingEvent(this.handOver.id(), ProcessHandle.current().pid(),
						this.handOver.generation(), timeout))
				: null;
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		this.context = context;
		context.getBeanFactory().registerSingleton("clusterOperations", getWorker().getOperations(ANSWER_TIMEOUT));
		context.getBeanFactory().registerSingleton("clusterMessenger", createMessenger(context));
		context.getBeanFactory().registerSingleton("clusterTaskClaims", getWorker().getTaskClaims());
		context.getBeanFactory().registerSingleton("clusterFigures", getWorker().getFigures());
		context.getBeanFactory().registerSingleton("clusterRelaySockets", getWorker().getRelaySockets());
		context.getBeanFactory()
			.registerSingleton("clusterListeningGate", new ListeningGateLifecycle(getWorker()::awaitOpening));
	}

	private ClusterMessenger createMessenger(ConfigurableApplicationContext context) {
		return getWorker().createMessenger(MessagingFactory.create(context), getCluster());
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		context.addApplicationListener((ApplicationListener<ContextClosedEvent>) (event) -> {
			if (event.getApplicationContext() == context) {
				getWorker().disconnecting();
			}
		});
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		getWorker().publishTo((event) -> publish(event, context));
		getWorker().opened(getPorts(context.getEnvironment()));
		context.getBeanProvider(WebServerActivity.class)
			.stream()
			.findFirst()
			.ifPresent((activity) -> getWorker().observe(activity::connections, activity::requests));
	}

	@Override
	public void ready(ConfigurableApplicationContext context) {
		getWorker().listening(context.getEnvironment().getProperty("local.server.port", Integer.class));
	}

	private void publish(ClusterEvent event, ConfigurableApplicationContext context) {
		if (context.isActive()) {
			context.publishEvent(event);
		}
	}

	private List<Integer> getPorts(Environment environment) {
		return Stream.of("local.server.port", "local.management.port")
			.map((name) -> environment.getProperty(name, Integer.class))
			.filter(Objects::nonNull)
			.filter((port) -> port > 0)
			.distinct()
			.toList();
	}

	private Worker getWorker() {
		Worker connected = this.worker;
		if (connected == null) {
			throw new IllegalStateException("The worker is not connected to its primary");
		}
		return connected;
	}

	private int close() {
		ConfigurableApplicationContext running = this.context;
		return (running != null && running.isActive()) ? SpringApplication.exit(running) : 0;
	}

}
