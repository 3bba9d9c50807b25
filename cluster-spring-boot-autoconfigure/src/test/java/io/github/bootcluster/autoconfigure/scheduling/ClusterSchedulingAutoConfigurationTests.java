package io.github.bootcluster.autoconfigure.scheduling;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.RunOnLeader;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.scheduling.TickingScheduler;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterSchedulingAutoConfiguration} with {@code @Scheduled} methods.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterSchedulingAutoConfigurationTests {

	private static final String PROCESSOR = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME;

	private static final String WARNING = "workers runs what is @Scheduled";

	private final TestCluster cluster = TestCluster.worker();

	private final TickingScheduler scheduler = new TickingScheduler();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
		.withInitializer((context) -> register(context, this.cluster))
		.withBean("taskScheduler", TaskScheduler.class, () -> this.scheduler)
		.withUserConfiguration(SchedulingConfiguration.class);

	@Test
	void annotatedMethodsRunOnLeaderOnly() {
		run(Jobs.class, (context) -> {
			Jobs jobs = context.getBean(Jobs.class);
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(jobs.getRuns()).containsExactly("everywhere");
			jobs.getRuns().clear();
			this.cluster.setLeaderId(1);
			this.scheduler.tick();
			assertThat(jobs.getRuns()).containsExactlyInAnyOrder("everywhere", "cron", "composed", "delay", "hidden",
					"rate", "reactive");
		});
	}

	@Test
	void methodsOfAnnotatedClassRunOnLeaderOnly() {
		run(AnnotatedJobs.class, (context) -> {
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).isEmpty();
			this.cluster.setLeaderId(1);
			this.scheduler.tick();
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).containsExactly("rate");
		});
	}

	@Test
	void directCallsAreNotAffected() {
		run(AnnotatedJobs.class, (context) -> {
			context.getBean(AnnotatedJobs.class).rate();
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).containsExactly("rate");
		});
	}

	@Test
	void whatWasMissedWhileNobodyLedIsMadeUpForByTheNextLeader() {
		run(AnnotatedJobs.class, (context) -> {
			this.scheduler.tick();
			this.scheduler.tick();
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeaderChangedEvent(1));
			context.publishEvent(new LeadershipGrantedEvent(false));
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).isEmpty();
			this.scheduler.runOnce();
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).containsExactly("rate");
		});
	}

	@Test
	void whatWasMissedIsForgottenWhenAnotherLeads() {
		run(AnnotatedJobs.class, (context) -> {
			this.scheduler.tick();
			context.publishEvent(new LeaderChangedEvent(null));
			this.cluster.setLeaderId(2);
			context.publishEvent(new LeaderChangedEvent(2));
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeadershipGrantedEvent(false));
			assertThat(this.scheduler.getOnceCount()).isZero();
		});
	}

	@Test
	void whatWasMissedIsNotForgottenWhileNobodyLeads() {
		run(AnnotatedJobs.class, (context) -> {
			this.scheduler.tick();
			context.publishEvent(new LeaderChangedEvent(null));
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeadershipGrantedEvent(false));
			assertThat(this.scheduler.getOnceCount()).isOne();
		});
	}

	@Test
	void oneTimeTaskIsMadeUpFor() {
		run(OneTimeJob.class, (context) -> {
			this.scheduler.runOnce();
			assertThat(context.getBean(OneTimeJob.class).getRuns()).isEmpty();
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeadershipGrantedEvent(true));
			this.scheduler.runOnce();
			assertThat(context.getBean(OneTimeJob.class).getRuns()).containsExactly("once");
		});
	}

	@Test
	void runThatIsDueAtStartIsMadeUpForOnTheSchedulerOfBoot() {
		AskedCluster asked = new AskedCluster();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class,
					ClusterSchedulingAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withInitializer((context) -> register(context, asked))
			.withUserConfiguration(SchedulingConfiguration.class, AnnotatedJobs.class)
			.run((context) -> assertThatMissedRunIsMadeUpFor(asked, context));
	}

	@Test
	void reactiveMethodThatCreatesOtherJobsRunsOnLeaderOnly() {
		run(NestedConfiguration.class, (context) -> {
			ReactiveJob job = context.getBean(ReactiveJob.class);
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(job.getRuns()).isEmpty();
			this.cluster.setLeaderId(1);
			this.scheduler.tick();
			assertThat(job.getRuns()).containsExactly("reactive");
		});
	}

	@Test
	void qualifierIsKept() {
		TickingScheduler special = new TickingScheduler();
		run(QualifiedJobs.class, (runner) -> runner.withBean("special", TaskScheduler.class, () -> special),
				(context) -> {
					assertThat(this.scheduler.getNames()).isEmpty();
					assertThat(special.getNames()).containsExactly(QualifiedJobs.class.getName() + ".rate");
					special.tick();
					this.cluster.setLeaderId(1);
					context.publishEvent(new LeadershipGrantedEvent(true));
					special.runOnce();
					assertThat(context.getBean(QualifiedJobs.class).getRuns()).containsExactly("rate");
				});
	}

	@Test
	void destructionOfBeanCancelsItsTasks() {
		run(PrototypeConfiguration.class, (context) -> {
			OneTimeJob job = context.getBean(OneTimeJob.class);
			AnnotatedJobs jobs = context.getBean(AnnotatedJobs.class);
			this.scheduler.tick();
			context.getBeanFactory().destroyBean("annotatedJobs", jobs);
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeadershipGrantedEvent(true));
			this.scheduler.tick();
			assertThat(jobs.getRuns()).isEmpty();
			assertThat(job.getRuns()).containsExactly("once");
		});
	}

	@Test
	void tasksStayWhatActuatorKnows() {
		run(AnnotatedJobs.class, (context) -> {
			ScheduledTask task = context.getBean(ScheduledTaskHolder.class).getScheduledTasks().iterator().next();
			assertThat(task.getTask().getRunnable()).hasToString(AnnotatedJobs.class.getName() + ".rate");
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(task.getTask().getLastExecutionOutcome().status()).isEqualTo(Status.NONE);
			this.cluster.setLeaderId(1);
			this.scheduler.tick();
			assertThat(task.getTask().getLastExecutionOutcome().status()).isEqualTo(Status.SUCCESS);
		});
	}

	@Test
	void tasksOfConfigurersRunEverywhere() {
		run(Configurer.class, (context) -> {
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(context.getBean(Configurer.class).getRuns()).containsExactlyInAnyOrder("trigger", "cron", "rate",
					"delay", "once");
		});
	}

	@Test
	void tasksOfConfigurersWhenAllTasksAreTheLeadersRunThere() {
		run(Configurer.class, (runner) -> runner.withPropertyValues("cluster.scheduled-tasks=leader"), (context) -> {
			this.scheduler.tick();
			assertThat(context.getBean(Configurer.class).getRuns()).isEmpty();
			this.cluster.setLeaderId(1);
			context.publishEvent(new LeadershipGrantedEvent(true));
			this.scheduler.runOnce();
			assertThat(context.getBean(Configurer.class).getRuns()).containsExactlyInAnyOrder("trigger", "cron", "rate",
					"delay", "once");
			assertThat(context.getBean(ScheduledTaskHolder.class).getScheduledTasks()).hasSize(5);
		});
	}

	@Test
	void methodsWhenAllTasksAreTheLeadersRunThere() {
		run(Jobs.class, (runner) -> runner.withPropertyValues("cluster.scheduled-tasks=leader"), (context) -> {
			this.cluster.setLeaderId(2);
			this.scheduler.tick();
			assertThat(context.getBean(Jobs.class).getRuns()).isEmpty();
		});
	}

	@Test
	void configurerSeesAndReplacesTheScheduler() {
		TickingScheduler own = new TickingScheduler();
		run(AnnotatedJobs.class, (runner) -> runner.withBean(SchedulingConfigurer.class, () -> (registrar) -> {
			registrar.setScheduler(own);
			assertThat(registrar.getScheduler()).isSameAs(own);
		}), (context) -> {
			this.cluster.setLeaderId(2);
			own.tick();
			assertThat(own.getNames()).hasSize(1);
			assertThat(context.getBean(AnnotatedJobs.class).getRuns()).isEmpty();
		});
	}

	@Test
	void schedulerThatAConfigurerRemovesIsReplacedByOneOfLeaders() {
		AskedCluster asked = new AskedCluster();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.withInitializer((context) -> register(context, asked))
			.withBean(SchedulingConfigurer.class, () -> (registrar) -> registrar.setScheduler(null))
			.withUserConfiguration(SchedulingConfiguration.class, AnnotatedJobs.class)
			.run((context) -> assertThatMissedRunIsMadeUpFor(asked, context));
	}

	@Test
	void standaloneRunsEverything() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.withBean("taskScheduler", TaskScheduler.class, () -> this.scheduler)
			.withUserConfiguration(SchedulingConfiguration.class, Jobs.class)
			.withPropertyValues("cluster.scheduled-tasks=leader")
			.run((context) -> {
				this.scheduler.tick();
				assertThat(context.getBean(Jobs.class).getRuns()).hasSize(7);
			});
	}

	@Test
	void withoutSchedulingThereIsNoProcessor() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PROCESSOR));
	}

	@Test
	void processorOfTheUserIsLeftAlone() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.withBean(PROCESSOR, OwnProcessor.class)
			.run((context) -> assertThat(context.getBean(PROCESSOR)).isInstanceOf(OwnProcessor.class));
	}

	@Test
	void schedulerOfProcessorFromXmlIsKept() {
		TickingScheduler own = new TickingScheduler();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.withInitializer((context) -> register(context, this.cluster))
			.withInitializer((context) -> ((BeanDefinitionRegistry) context.getBeanFactory())
				.registerBeanDefinition(PROCESSOR, createProcessorOfXml(own)))
			.withUserConfiguration(AnnotatedJobs.class)
			.run((context) -> {
				this.cluster.setLeaderId(2);
				own.tick();
				assertThat(own.getNames()).hasSize(1);
				assertThat(context.getBean(AnnotatedJobs.class).getRuns()).isEmpty();
			});
	}

	@Test
	void whenPropertyCannotBeBoundFails() {
		this.contextRunner.withPropertyValues("cluster.scheduled-tasks=some")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("ScheduledTasks.some"));
	}

	@Test
	void noOtherBeanIsInitializedEarly(CapturedOutput output) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class))
			.withUserConfiguration(SchedulingConfiguration.class, AnnotatedJobs.class)
			.run((context) -> assertThat(context.getBean(PROCESSOR))
				.isInstanceOf(ScheduledAnnotationBeanPostProcessor.class)
				.isNotExactlyInstanceOf(ScheduledAnnotationBeanPostProcessor.class));
		assertThat(output).doesNotContain("is not eligible for getting processed");
	}

	@Test
	void firstLeaderWarnsOfWhatNobodyDecided(CapturedOutput output) {
		setWorkers(3);
		run(UndecidedJobs.class, (context) -> context.publishEvent(new LeadershipGrantedEvent(true)));
		assertThat(output)
			.containsOnlyOnce("Each of the 3 workers runs what is @Scheduled: %1$s.a, %1$s.b, %1$s.c and 1 more. "
				.formatted("ClusterSchedulingAutoConfigurationTests.UndecidedJobs")
					+ "Annotate what is to be run once per cluster with @RunOnLeader, "
					+ "or set cluster.scheduled-tasks=leader for all of it, "
					+ "or cluster.scheduled-tasks=all if every worker is to run it");
	}

	@Test
	void laterLeaderDoesNotWarn(CapturedOutput output) {
		setWorkers(3);
		run(UndecidedJobs.class, (context) -> context.publishEvent(new LeadershipGrantedEvent(false)));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void onlyWorkerDoesNotWarn(CapturedOutput output) {
		setWorkers(1);
		run(UndecidedJobs.class, (context) -> context.publishEvent(new LeadershipGrantedEvent(true)));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void leaderWithoutUndecidedMethodsDoesNotWarn(CapturedOutput output) {
		setWorkers(3);
		run(AnnotatedJobs.class, (context) -> context.publishEvent(new LeadershipGrantedEvent(true)));
		run(DisabledJob.class, (context) -> context.publishEvent(new LeadershipGrantedEvent(true)));
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "leader" })
	void leaderWhenDecidedDoesNotWarn(String decision, CapturedOutput output) {
		setWorkers(3);
		run(UndecidedJobs.class, (runner) -> runner.withPropertyValues("cluster.scheduled-tasks=" + decision),
				(context) -> context.publishEvent(new LeadershipGrantedEvent(true)));
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void isProcessedAheadOfTime() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(ClusterAutoConfiguration.class, ClusterSchedulingAutoConfiguration.class,
					SchedulingConfiguration.class, Jobs.class);
			InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
			assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
				.anyMatch((name) -> name.contains("LeaderScheduledAnnotationBeanPostProcessor__BeanDefinitions"));
		}
	}

	private void assertThatMissedRunIsMadeUpFor(AskedCluster cluster, ApplicationContext context) {
		List<String> runs = context.getBean(AnnotatedJobs.class).getRuns();
		cluster.awaitAsked();
		assertThat(runs).isEmpty();
		cluster.setLeaderId(1);
		context.publishEvent(new LeadershipGrantedEvent(true));
		Awaitility.await().untilAsserted(() -> assertThat(runs).containsExactly("rate"));
	}

	private BeanDefinition createProcessorOfXml(TaskScheduler scheduler) {
		return BeanDefinitionBuilder.rootBeanDefinition(ScheduledAnnotationBeanPostProcessor.class)
			.addPropertyValue("scheduler", scheduler)
			.getBeanDefinition();
	}

	private void run(Class<?> jobs, Consumer<ConfigurableApplicationContext> test) {
		run(jobs, (runner) -> runner, test);
	}

	private void run(Class<?> jobs, UnaryOperator<ApplicationContextRunner> customizer,
			Consumer<ConfigurableApplicationContext> test) {
		customizer.apply(this.contextRunner.withUserConfiguration(jobs)).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context.getSourceApplicationContext());
		});
	}

	private void setWorkers(int count) {
		this.cluster.setWorkers(IntStream.rangeClosed(1, count)
			.mapToObj((id) -> new ClusterWorker(id, null, WorkerState.STARTING, 1, null))
			.toArray(ClusterWorker[]::new));
	}

	private static void register(ConfigurableApplicationContext context, Cluster cluster) {
		context.getBeanFactory().registerSingleton("clusterMember", cluster);
	}

	/**
	 * Cluster without a leader that tells when it was asked for one.
	 */
	static class AskedCluster extends TestCluster {

		private final CountDownLatch asked = new CountDownLatch(1);

		AskedCluster() {
			super(ClusterRole.WORKER);
		}

		@Override
		public @Nullable Integer getLeaderId() {
			this.asked.countDown();
			return super.getLeaderId();
		}

		void awaitAsked() {
			Awaitility.await().until(() -> this.asked.getCount() == 0);
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@RunOnLeader
	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
	@interface LeaderHourly {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class SchedulingConfiguration {

	}

	/**
	 * Notes what was run.
	 */
	static class Recorder {

		private final List<String> runs = new CopyOnWriteArrayList<>();

		List<String> getRuns() {
			return this.runs;
		}

		void add(String run) {
			this.runs.add(run);
		}

	}

	static class Jobs extends Recorder {

		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void everywhere() {
			add("everywhere");
		}

		@RunOnLeader
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void rate() {
			add("rate");
		}

		@RunOnLeader
		@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
		void delay() {
			add("delay");
		}

		@RunOnLeader
		@Scheduled(cron = "0 0 * * * *")
		void cron() {
			add("cron");
		}

		@LeaderHourly
		void composed() {
			add("composed");
		}

		@RunOnLeader
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		private void hidden() {
			add("hidden");
		}

		@RunOnLeader
		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		Mono<Void> reactive() {
			return Mono.fromRunnable(() -> add("reactive"));
		}

	}

	@RunOnLeader
	static class AnnotatedJobs extends Recorder {

		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void rate() {
			add("rate");
		}

	}

	static class OneTimeJob extends Recorder {

		@RunOnLeader
		@Scheduled(initialDelay = 0)
		void once() {
			add("once");
		}

	}

	static class QualifiedJobs extends Recorder {

		@RunOnLeader
		@Scheduled(fixedRate = 1, scheduler = "special")
		void rate() {
			add("rate");
		}

	}

	static class ReactiveJob extends Recorder {

		private final ObjectProvider<UndecidedJobs> others;

		ReactiveJob(ObjectProvider<UndecidedJobs> others) {
			this.others = others;
		}

		@RunOnLeader
		@Scheduled(fixedRate = 1)
		Mono<Void> reactive() {
			this.others.getObject();
			return Mono.fromRunnable(() -> add("reactive"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NestedConfiguration {

		@Bean
		ReactiveJob reactiveJob(ObjectProvider<UndecidedJobs> others) {
			return new ReactiveJob(others);
		}

		@Bean
		UndecidedJobs undecidedJobs() {
			return new UndecidedJobs();
		}

	}

	static class UndecidedJobs {

		@Scheduled(fixedRate = 1)
		@Scheduled(cron = "0 0 * * * *")
		void a() {
		}

		@Scheduled(fixedRate = 1)
		void b() {
		}

		@Scheduled(fixedRate = 1)
		void c() {
		}

		@Scheduled(fixedRate = 1)
		void d() {
		}

		@RunOnLeader
		@Scheduled(fixedRate = 1)
		void e() {
		}

	}

	static class DisabledJob {

		@Scheduled(cron = Scheduled.CRON_DISABLED)
		void never() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeConfiguration {

		@Bean
		@Scope("prototype")
		AnnotatedJobs annotatedJobs() {
			return new AnnotatedJobs();
		}

		@Bean
		OneTimeJob oneTimeJob() {
			return new OneTimeJob();
		}

	}

	static class Configurer extends Recorder implements SchedulingConfigurer {

		@Override
		public void configureTasks(ScheduledTaskRegistrar registrar) {
			registrar.addTriggerTask(() -> add("trigger"), (context) -> Instant.MAX);
			registrar.addCronTask(() -> add("cron"), "0 0 * * * *");
			registrar.addFixedRateTask(() -> add("rate"), Duration.ofHours(1));
			registrar.addFixedDelayTask(new IntervalTask(() -> add("delay"), Duration.ofHours(1)));
			registrar.addOneTimeTask(() -> add("once"), Duration.ofHours(1));
		}

	}

	static class OwnProcessor extends ScheduledAnnotationBeanPostProcessor {

	}

}
