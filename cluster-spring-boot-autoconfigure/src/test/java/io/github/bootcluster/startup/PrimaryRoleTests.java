package io.github.bootcluster.startup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.UnplannedExit;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.primary.ClusterStartException;
import io.github.bootcluster.primary.Primary;
import io.github.bootcluster.process.StandardStreams;
import io.github.bootcluster.startup.scanned.UserBean;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link PrimaryRole}.
 */
class PrimaryRoleTests {

	private final Primary primary = mock(Primary.class);

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final PrimarySignals signals = mock(PrimarySignals.class);

	private final StandardStreams streams = mock(StandardStreams.class);

	private final ServiceManagerNotifier notifier = mock(ServiceManagerNotifier.class);

	private final BlockingQueue<Integer> exitCodes = new LinkedBlockingQueue<>();

	private final PrimaryRole role = new PrimaryRole(
			new PrimarySettingsFactory(LogFactory.getLog(getClass()), new StandardStreams()),
			(settings, publisher) -> this.primary, this.exitCodes::add, this.signals, this.streams, this.notifier);

	@BeforeEach
	void setUp() {
		given(this.primary.getOperations()).willReturn(this.operations);
	}

	@AfterEach
	void forgetGeneratedArtifacts() {
		SpringProperties.setProperty("spring.aot.enabled", null);
	}

	@Test
	void startsAndStopsPrimaryWithContext() throws Exception {
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		then(this.primary).should().start();
		then(this.primary).should(never()).stop();
		assertThat(this.role.getCluster().getRole()).isEqualTo(ClusterRole.PRIMARY);
		context.close();
		then(this.primary).should().stop();
	}

	@Test
	void signalsSteerClusterFromItsFirstWorkerOnBeforeTheServiceManagerIsTold() throws Exception {
		run(new SpringApplication(UserApplication.class)).close();
		InOrder order = inOrder(this.primary, this.signals, this.notifier);
		order.verify(this.signals).install();
		order.verify(this.primary).start();
		order.verify(this.primary).awaitFirstWorker();
		order.verify(this.signals).steer(this.operations);
		order.verify(this.notifier).clusterServes();
	}

	@Test
	void whenSourcesAreClassesPackagesAndXmlRemovesTheirBeans() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.setSources(Set.of(UserBean.class.getPackageName(),
				"classpath:io/github/bootcluster/startup/primary-role-tests.xml"));
		try (ConfigurableApplicationContext context = run(application)) {
			assertThat(context.getBeanDefinitionNames())
				.contains("clusterPrimaryLifecycle", "clusterOperations", "clusterStartMemoryRelease")
				.doesNotContain("primaryRoleTests.UserApplication", "userBean", "parent", "child");
			assertThat(context.getBeansOfType(UserBean.class)).isEmpty();
		}
	}

	@Test
	void whenSourceClaimsToBeInfrastructureRemovesIt() {
		try (ConfigurableApplicationContext context = run(new SpringApplication(InfrastructureApplication.class))) {
			assertThat(context.getBeansOfType(InfrastructureApplication.class)).isEmpty();
		}
	}

	@Test
	void whenInitializerRegistersBeansRemovesThem() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) (context) -> context
			.registerBean("functional", UserBean.class));
		try (ConfigurableApplicationContext context = run(application)) {
			assertThat(context.containsBean("functional")).isFalse();
		}
	}

	@Test
	void whenBeanIsRemovedItsAliasesAreFree() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.setSources(Set.of("classpath:io/github/bootcluster/startup/primary-role-tests.xml"));
		try (ConfigurableApplicationContext context = run(application,
				"--cluster.primary.sources=" + AliasSource.class.getName())) {
			assertThat(context.getBean("hello")).isEqualTo("from the primary");
			assertThat(context.getBean("salute")).isEqualTo("from the primary, too");
		}
	}

	@Test
	void whenSourcesOfPrimaryAreGivenTheirBeansAreCreated() {
		try (ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class),
				"--cluster.primary.sources=" + PrimarySource.class.getName() + "," + AliasSource.class.getName(),
				"--primary.greeting=hi")) {
			assertThat(context.getBean(PrimarySource.class).operations).isSameAs(this.operations);
			assertThat(context.getBean(PrimarySource.class).cluster).isNotNull();
			assertThat(context.getBean("greeting")).isEqualTo("hi");
			assertThat(context.getBean("hello")).isEqualTo("from the primary");
		}
	}

	@Test
	void whenSourcesHaveNoRestartStrategyUsesDefault() throws Exception {
		ArgumentCaptor<RestartStrategy> strategy = ArgumentCaptor.forClass(RestartStrategy.class);
		run(new SpringApplication(UserApplication.class)).close();
		InOrder order = inOrder(this.primary);
		order.verify(this.primary).setRestartStrategy(strategy.capture());
		order.verify(this.primary).start();
		RestartDecision decision = RestartDecision.leaveEnded();
		assertThat(strategy.getValue()
			.decide(new UnplannedExit(1, new WorkerExit(4711, 1, null, false, null, Instant.EPOCH), null, 1, 0, false,
					Duration.ZERO, decision)))
			.isSameAs(decision);
	}

	@Test
	void whenSourcesHaveRestartStrategyUsesIt() {
		try (ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class),
				"--cluster.primary.sources=" + StrategySource.class.getName())) {
			then(this.primary).should().setRestartStrategy(context.getBean(RestartStrategy.class));
		}
	}

	@Test
	void whenSourcesHaveSeveralRestartStrategiesSaysSo() throws Exception {
		String sources = StrategySource.class.getName() + "," + SecondStrategySource.class.getName();
		assertThatExceptionOfType(ApplicationContextException.class)
			.isThrownBy(() -> run(new SpringApplication(UserApplication.class), "--cluster.primary.sources=" + sources))
			.havingCause()
			.isInstanceOfSatisfying(InvalidClusterPropertyException.class, (ex) -> {
				assertThat(ex.getProperty()).isEqualTo("cluster.primary.sources");
				assertThat(ex.getValue()).isEqualTo(sources);
				assertThat(ex).hasMessageContaining("[firstStrategy, secondStrategy]");
			});
		then(this.primary).should(never()).start();
	}

	@Test
	void whenStrategyStopsTheClusterExitsWithItsCode() {
		ArgumentCaptor<IntConsumer> decided = ArgumentCaptor.forClass(IntConsumer.class);
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		then(this.primary).should().whenStopDecided(decided.capture());
		decided.getValue().accept(78);
		assertThat(context.isActive()).isFalse();
		assertThat(this.exitCodes).containsExactly(78);
	}

	@Test
	void whenSourceOfPrimaryCannotBeLoadedSaysWhy() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.setResourceLoader(new DefaultResourceLoader(new BrokenClassLoader()));
		assertThatExceptionOfType(InvalidClusterPropertyException.class)
			.isThrownBy(() -> run(application, "--cluster.primary.sources=com.example.Broken"))
			.withMessageContaining("'com.example.Broken': the class cannot be loaded, java.lang.ClassFormatError")
			.withCauseInstanceOf(ClassFormatError.class);
		then(this.primary).shouldHaveNoInteractions();
	}

	@Test
	void whenWebApplicationHasNoWebServerAndNoUserBeanIsLazy() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setLazyInitialization(true);
		try (ConfigurableApplicationContext context = run(application)) {
			assertThat(context.getEnvironment().getProperty("local.server.port")).isNull();
			assertThat(application.getWebApplicationType()).isEqualTo(WebApplicationType.NONE);
			assertThat(context.getBeanFactory().getBeanDefinition("clusterPrimaryLifecycle").isLazyInit()).isFalse();
		}
	}

	@Test
	void whenProcessedAheadOfTimeUsesNoGeneratedBeansButSourcesOfPrimary() {
		SpringProperties.setProperty("spring.aot.enabled", "true");
		SpringApplication application = new SpringApplication(UserApplication.class);
		application.setMainApplicationClass(UserApplication.class);
		try (ConfigurableApplicationContext context = run(application,
				"--cluster.primary.sources=" + PrimarySource.class.getName(), "--primary.greeting=hi")) {
			assertThat(context.getBeansOfType(UserBean.class)).isEmpty();
			assertThat(context.getBean("greeting")).isEqualTo("hi");
		}
	}

	@Test
	void whenNotProcessedAheadOfTimeAddsNoInitializer() {
		SpringApplication application = new SpringApplication(UserApplication.class);
		int before = application.getInitializers().size();
		run(application).close();
		assertThat(application.getInitializers()).hasSize(before);
	}

	@Test
	void whenNoWorkerComesUpFailsAndStops() throws Exception {
		ClusterStartException failure = new ClusterStartException(3, "It failed.", List.of());
		willThrow(failure).given(this.primary).awaitFirstWorker();
		assertThatExceptionOfType(ClusterStartException.class)
			.isThrownBy(() -> run(new SpringApplication(UserApplication.class)));
		InOrder order = inOrder(this.primary, this.notifier);
		order.verify(this.primary).start();
		order.verify(this.notifier).startFailed(failure);
		order.verify(this.primary).stop();
		assertThat(this.exitCodes).isEmpty();
	}

	@Test
	void serviceManagerIsToldOfTheClusterFromItsStartToItsStop() throws Exception {
		run(new SpringApplication(UserApplication.class)).close();
		InOrder order = inOrder(this.primary, this.notifier);
		order.verify(this.primary).setStatusListener(this.notifier);
		order.verify(this.primary).start();
		order.verify(this.notifier).onApplicationEvent(any());
		order.verify(this.primary).stop();
	}

	@Test
	void whenReadyKeepsThreadUntilContextIsClosedAndExits() {
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		CompletableFuture<Void> ready = CompletableFuture.runAsync(() -> this.role.ready(context));
		assertThat(this.exitCodes).isEmpty();
		assertThat(ready).isNotDone();
		context.close();
		ready.join();
		assertThat(this.exitCodes).containsExactly(0);
	}

	@Test
	void whenThreadIsInterruptedStaysUntilContextIsClosed() throws Exception {
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		Thread thread = new Thread(() -> {
			Thread.currentThread().interrupt();
			this.role.ready(context);
		});
		thread.start();
		assertThat(this.exitCodes).isEmpty();
		context.close();
		thread.join();
		assertThat(this.exitCodes).containsExactly(0);
	}

	@Test
	void whenApplicationExitsWithCodeThreadExitsWithTheSame() {
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		CompletableFuture<Void> ready = CompletableFuture.runAsync(() -> this.role.ready(context));
		assertThat(SpringApplication.exit(context, () -> 3)).isEqualTo(3);
		ready.join();
		assertThat(this.exitCodes).containsExactly(3);
	}

	@Test
	void whenContextIsClosedBeforeFirstWorkerNeverLeavesThreadToUser() {
		ConfigurableApplicationContext[] started = new ConfigurableApplicationContext[1];
		willAnswer((invocation) -> {
			started[0].close();
			return null;
		}).given(this.primary).awaitFirstWorker();
		run(new SpringApplication(UserApplication.class), (context) -> started[0] = context);
		assertThat(this.exitCodes).containsExactly(0);
	}

	@Test
	void whenAllWorkersHaveEndedExits() {
		ArgumentCaptor<Runnable> finished = ArgumentCaptor.forClass(Runnable.class);
		ConfigurableApplicationContext context = run(new SpringApplication(UserApplication.class));
		then(this.primary).should().whenFinished(finished.capture());
		finished.getValue().run();
		assertThat(context.isActive()).isFalse();
		assertThat(this.exitCodes).containsExactly(0);
	}

	private ConfigurableApplicationContext run(SpringApplication application, String... args) {
		return run(application, (context) -> {
		}, args);
	}

	private ConfigurableApplicationContext run(SpringApplication application,
			Consumer<ConfigurableApplicationContext> loaded, String... args) {
		String[] arguments = Stream.concat(Stream.of("--server.port=0"), Stream.of(args)).toArray(String[]::new);
		application.setRegisterShutdownHook(false);
		application.setDefaultProperties(Map.of("cluster.workers", "1"));
		CompletableFuture<ConfigurableApplicationContext> context = new CompletableFuture<>();
		SpringApplication.withHook((hooked) -> new RoleListener(hooked, loaded),
				() -> context.complete(application.run(arguments)));
		return context.join();
	}

	private final class RoleListener implements SpringApplicationRunListener {

		private final SpringApplication application;

		private final Consumer<ConfigurableApplicationContext> loaded;

		private RoleListener(SpringApplication application, Consumer<ConfigurableApplicationContext> loaded) {
			this.application = application;
			this.loaded = loaded;
		}

		@Override
		public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
				ConfigurableEnvironment environment) {
			PrimaryRoleTests.this.role.prepareEnvironment(environment, this.application);
		}

		@Override
		public void contextPrepared(ConfigurableApplicationContext context) {
			PrimaryRoleTests.this.role.contextPrepared(context);
		}

		@Override
		public void contextLoaded(ConfigurableApplicationContext context) {
			PrimaryRoleTests.this.role.contextLoaded(context);
			this.loaded.accept(context);
		}

		@Override
		public void started(ConfigurableApplicationContext context, Duration timeTaken) {
			PrimaryRoleTests.this.role.started(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(UserBean.class)
	static class UserApplication {

		UserApplication() {
			throw new IllegalStateException("A primary must not create the user's beans");
		}

	}

	/**
	 * Stands for what ahead-of-time processing generates.
	 */
	static class UserApplication__ApplicationContextInitializer
			implements ApplicationContextInitializer<GenericApplicationContext> {

		@Override
		public void initialize(GenericApplicationContext context) {
			context.registerBean(UserBean.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static class InfrastructureApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimarySource {

		private final ClusterOperations operations;

		private final Cluster cluster;

		PrimarySource(ClusterOperations operations, Cluster cluster) {
			this.operations = operations;
			this.cluster = cluster;
		}

		@Bean
		String greeting(@Value("${primary.greeting}") String greeting) {
			return greeting;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AliasSource {

		@Bean
		String hello() {
			return "from the primary";
		}

		@Bean
		String salute() {
			return "from the primary, too";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StrategySource {

		@Bean
		RestartStrategy firstStrategy() {
			return (exit) -> RestartDecision.stopCluster();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondStrategySource {

		@Bean
		RestartStrategy secondStrategy() {
			return (exit) -> RestartDecision.leaveEnded();
		}

	}

	private static final class BrokenClassLoader extends ClassLoader {

		private BrokenClassLoader() {
			super(PrimaryRoleTests.class.getClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (name.equals("com.example.Broken")) {
				return defineClass(name, new byte[1], 0, 1);
			}
			return super.findClass(name);
		}

	}

}
