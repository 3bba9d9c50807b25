package io.github.bootcluster.startup;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.aot.AotApplicationContextInitializer;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * The role of a primary: the beans of the application are taken out before any of them is
 * created, and the supervisor is put in their place.
 */
final class PrimaryRole implements ProcessRole {

	private static final Map<String, Object> PROPERTIES = Map.of("spring.main.web-application-type", "none",
			"spring.main.keep-alive", "true", "spring.main.lazy-initialization", "false");

	private final PrimarySettingsFactory settings;

	private Set<String> ownBeans = Set.of();

	PrimaryRole(Log logger) {
		this.settings = new PrimarySettingsFactory(logger);
	}

	@Override
	public Cluster getCluster() {
		return new ClusterMember(ClusterRole.PRIMARY, null);
	}

	@Override
	public void prepareEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		this.settings.prepare(environment, application.getWebApplicationType());
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
		this.ownBeans = Set.of(context.getBeanFactory().getBeanDefinitionNames());
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		for (String name : registry.getBeanDefinitionNames()) {
			if (!this.ownBeans.contains(name)) {
				registry.removeBeanDefinition(name);
			}
		}
		registerSources(context, registry);
		PrimaryLifecycle lifecycle = new PrimaryLifecycle(this.settings.create(context.getEnvironment()), context);
		context.getBeanFactory().registerSingleton("clusterPrimaryLifecycle", lifecycle);
		context.getBeanFactory().registerSingleton("clusterOperations", lifecycle.getPrimary().getOperations());
	}

	private void registerSources(ConfigurableApplicationContext context, BeanDefinitionRegistry registry) {
		AnnotatedBeanDefinitionReader reader = new AnnotatedBeanDefinitionReader(registry, context.getEnvironment());
		for (String source : ClusterSources.get(context.getEnvironment())) {
			reader.register(loadSource(source, context.getClassLoader()));
		}
	}

	private Class<?> loadSource(String source, @Nullable ClassLoader classLoader) {
		try {
			return ClassUtils.forName(source, classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new InvalidClusterPropertyException("cluster.primary.sources", source, "there is no such class",
					"Name the configuration classes of the primary by their full names.");
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		context.getBean(PrimaryLifecycle.class).getPrimary().awaitFirstWorker();
	}

	@Override
	public void ready(ConfigurableApplicationContext context) {
		// what it took to start is not needed any more: gives tens of MB back
		System.gc();
		awaitEndOfProcess();
	}

	/**
	 * Never returns: what a user wrote after {@code SpringApplication.run} is for
	 * workers.
	 */
	private void awaitEndOfProcess() {
		CountDownLatch never = new CountDownLatch(1);
		while (true) {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				// whoever interrupts the main thread of a primary does not mean its end
			}
		}
	}

}
