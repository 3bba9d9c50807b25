package io.github.bootcluster.startup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.messaging.ClusterMessageListenerFactory;
import io.github.bootcluster.primary.ClusterStartException;
import io.github.bootcluster.primary.Primary;
import io.github.bootcluster.primary.PrimarySettings;
import io.github.bootcluster.process.StandardStreams;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * The role of a primary: the beans of the application are taken out before any of them is
 * created, and the supervisor is put in their place.
 */
final class PrimaryRole implements ProcessRole {

	private static final Map<String, Object> PROPERTIES = Map.of("spring.main.web-application-type", "none",
			"spring.main.keep-alive", "true", "spring.main.lazy-initialization", "false");

	private static final String JSON_CONFIGURATION = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration";

	private final PrimarySettingsFactory settings;

	private final BiFunction<PrimarySettings, ApplicationEventPublisher, Primary> primaries;

	private final IntConsumer exit;

	private final PrimarySignals signals;

	private final StandardStreams streams;

	private final ServiceManagerNotifier notifier;

	private Set<String> infrastructure = Set.of();

	private volatile @Nullable Primary primary;

	private @Nullable PrimaryLifecycle lifecycle;

	PrimaryRole(Log logger) {
		this(logger, new StandardStreams());
	}

	private PrimaryRole(Log logger, StandardStreams streams) {
		this(new PrimarySettingsFactory(logger, streams), Primary::new, System::exit, new PrimarySignals(), streams,
				ServiceManagerNotifier.create(System.getenv()));
	}

	/**
	 * Create a new role.
	 * @param settings creates the settings of the primary
	 * @param primaries creates the primary
	 * @param exit ends the JVM with an exit code
	 * @param signals steers the cluster by signals
	 * @param streams the standard streams that the workers share
	 * @param notifier tells the service manager how the cluster is
	 */
	PrimaryRole(PrimarySettingsFactory settings,
			BiFunction<PrimarySettings, ApplicationEventPublisher, Primary> primaries, IntConsumer exit,
			PrimarySignals signals, StandardStreams streams, ServiceManagerNotifier notifier) {
		this.settings = settings;
		this.primaries = primaries;
		this.exit = exit;
		this.signals = signals;
		this.streams = streams;
		this.notifier = notifier;
	}

	@Override
	public Cluster getCluster() {
		return new ClusterMember(ClusterRole.PRIMARY, null, this::getMembers, () -> false);
	}

	private Message.Members getMembers() {
		Primary created = this.primary;
		return (created != null) ? created.getMembers() : Message.Members.NONE;
	}

	@Override
	public void prepareEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		this.settings.prepare(environment, application.getWebApplicationType());
		this.streams.install();
		environment.getPropertySources().addFirst(new MapPropertySource("clusterPrimary", PROPERTIES));
		if (AotDetector.useGeneratedArtifacts()) {
			// instead of the generated one, which would register the user's beans
			application
				.addInitializers((AotApplicationContextInitializer<ConfigurableApplicationContext>) (context) -> {
				});
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		this.signals.install();
		BeanDefinitionRegistry registry = getRegistry(context);
		this.infrastructure = Stream.of(registry.getBeanDefinitionNames())
			.filter((name) -> registry.getBeanDefinition(name).getRole() == BeanDefinition.ROLE_INFRASTRUCTURE)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		BeanDefinitionRegistry registry = getRegistry(context);
		Stream.of(registry.getBeanDefinitionNames())
			.filter((name) -> !this.infrastructure.contains(name))
			.forEach((name) -> remove(registry, name));
		registerSources(context, registry);
		registerPrimary(context, registry);
	}

	private void remove(BeanDefinitionRegistry registry, String name) {
		Stream.of(registry.getAliases(name)).forEach(registry::removeAlias);
		registry.removeBeanDefinition(name);
	}

	private void registerSources(ConfigurableApplicationContext context, BeanDefinitionRegistry registry) {
		AnnotatedBeanDefinitionReader reader = new AnnotatedBeanDefinitionReader(registry, context.getEnvironment());
		List<String> sources = ClusterSources.get(context.getEnvironment());
		for (String source : sources) {
			reader.register(loadSource(source, context.getClassLoader()));
		}
		if (!sources.isEmpty() && ClassUtils.isPresent(JSON_CONFIGURATION, context.getClassLoader())) {
			// messages are written and read as they are in the workers
			reader.register(ClassUtils.resolveClassName(JSON_CONFIGURATION, context.getClassLoader()));
		}
	}

	private Class<?> loadSource(String source, @Nullable ClassLoader classLoader) {
		try {
			return ClassUtils.forName(source, classLoader);
		}
		catch (ClassNotFoundException ex) {
			throw new InvalidClusterPropertyException("cluster.primary.sources", source, "there is no such class",
					"Name the configuration classes of the primary by their full names.", ex);
		}
		catch (LinkageError ex) {
			throw new InvalidClusterPropertyException("cluster.primary.sources", source,
					"the class cannot be loaded, " + ex, "Add what it needs to the class path, or remove it.", ex);
		}
	}

	private void registerPrimary(ConfigurableApplicationContext context, BeanDefinitionRegistry registry) {
		Primary primary = this.primaries.apply(this.settings.create(context.getEnvironment()), context);
		PrimaryLifecycle lifecycle = new PrimaryLifecycle(primary, new RestartStrategyBean(context),
				new InterruptSignal(primary::kill));
		primary.setStatusListener(this.notifier);
		primary.whenFinished(() -> this.exit.accept(SpringApplication.exit(context)));
		primary.whenStopDecided((code) -> this.exit.accept(SpringApplication.exit(context, () -> code)));
		// definitions rather than singletons: the context destroys what it has created
		registry.registerBeanDefinition("clusterPrimaryLifecycle",
				new RootBeanDefinition(PrimaryLifecycle.class, () -> lifecycle));
		registry.registerBeanDefinition("clusterOperations",
				new RootBeanDefinition(ClusterOperations.class, primary::getOperations));
		registry.registerBeanDefinition("clusterMessenger", new RootBeanDefinition(ClusterMessenger.class,
				() -> primary.createMessenger(MessagingFactory.create(context), getCluster())));
		registry.registerBeanDefinition("clusterMessageListenerFactory",
				new RootBeanDefinition(ClusterMessageListenerFactory.class, ClusterMessageListenerFactory::new));
		registry.registerBeanDefinition("clusterServiceManagerNotifier",
				new RootBeanDefinition(ServiceManagerNotifier.class, () -> this.notifier));
		registry.registerBeanDefinition("clusterStartMemoryRelease",
				new RootBeanDefinition(StartMemoryRelease.class, StartMemoryRelease::new));
		this.primary = primary;
		this.lifecycle = lifecycle;
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		Primary created = this.primary;
		Assert.state(created != null && this.lifecycle != null, "The context was not loaded");
		awaitFirstWorker(created);
		if (!this.lifecycle.isRunning()) {
			awaitEnd(this.lifecycle);
		}
		this.signals.steer(created.getOperations());
		this.notifier.clusterServes();
	}

	private void awaitFirstWorker(Primary primary) {
		try {
			primary.awaitFirstWorker();
		}
		catch (ClusterStartException ex) {
			this.notifier.startFailed(ex);
			throw ex;
		}
	}

	@Override
	public void ready(ConfigurableApplicationContext context) {
		Assert.state(this.lifecycle != null, "The context was not loaded");
		awaitEnd(this.lifecycle);
	}

	// keeps the main thread: what a user wrote after SpringApplication.run is for
	// workers; to exit has no effect, and does not return, if the JVM is exiting already
	private void awaitEnd(PrimaryLifecycle lifecycle) {
		this.exit.accept(lifecycle.awaitDestruction());
	}

	private static BeanDefinitionRegistry getRegistry(ConfigurableApplicationContext context) {
		return (BeanDefinitionRegistry) context.getBeanFactory();
	}

}
