package io.github.bootcluster.scheduling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.RunOnLeader;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.worker.TaskClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LeaderRunnerPostProcessor}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LeaderRunnerPostProcessorTests {

	private final FakeClaims claims = new FakeClaims();

	@Test
	void runnersAreClaimedRunAndCompletedInOrder() throws Exception {
		try (ConfigurableApplicationContext context = start(TestCluster.worker(), Runners.class)) {
			assertThat(context.getBean(Recorder.class).lines).containsExactly("final", "plain", "lambda", "class",
					"record", "ordered", "both", "both (CommandLineRunner)");
			assertThat(this.claims.lines).containsExactly("claim finalRunner", "complete finalRunner", "claim lambda",
					"complete lambda", "claim classRunner", "complete classRunner", "claim recordRunner",
					"complete recordRunner", "claim orderedRunner", "complete orderedRunner", "claim both",
					"complete both", "claim both (CommandLineRunner)", "complete both (CommandLineRunner)");
		}
	}

	@Test
	void runnerThatAnotherWorkerHasCompletedIsNotCalled() throws Exception {
		this.claims.completed.addAll(Set.of("lambda", "both"));
		try (ConfigurableApplicationContext context = start(TestCluster.worker(), Runners.class)) {
			assertThat(context.getBean(Recorder.class).lines).containsExactly("final", "plain", "class", "record",
					"ordered", "both (CommandLineRunner)");
		}
	}

	@Test
	void runnerThatFailsIsNotCompletedAndFailsTheStart() {
		assertThatIllegalArgumentException().isThrownBy(() -> start(TestCluster.worker(), FailingRunner.class))
			.withMessage("Failed");
		assertThat(this.claims.lines).containsExactly("claim leaderRunnerPostProcessorTests.FailingRunner");
	}

	@Test
	void callsFromOtherCodeAreNotClaimed() throws Exception {
		try (ConfigurableApplicationContext context = start(TestCluster.worker(), Runners.class)) {
			int claimed = this.claims.lines.size();
			context.getBean("lambda", CommandLineRunner.class).run();
			assertThat(context.getBean(Recorder.class).lines).endsWith("lambda");
			assertThat(this.claims.lines).hasSize(claimed);
		}
	}

	@Test
	void runnerKeepsItsClassAndItsOtherMethods() throws Exception {
		try (ConfigurableApplicationContext context = start(TestCluster.worker(), Runners.class)) {
			assertThat(context.getBean(ClassRunner.class).getName()).isEqualTo("class");
			assertThat(AopUtils.isCglibProxy(context.getBean(ClassRunner.class))).isTrue();
			assertThat(AopUtils.isJdkDynamicProxy(context.getBean("finalRunner"))).isTrue();
		}
	}

	@Test
	void runnerThatIsAProxyIsClaimed() throws Exception {
		try (ConfigurableApplicationContext context = start(TestCluster.worker(), ProxiedRunner.class)) {
			assertThat(context.getBean(Recorder.class).lines).containsExactly("advice", "class");
			assertThat(this.claims.lines).containsExactly("claim proxied", "complete proxied");
		}
	}

	@Test
	void standaloneLeavesRunnersAlone() throws Exception {
		try (ConfigurableApplicationContext context = start(TestCluster.standalone(), Runners.class)) {
			assertThat(context.getBean(Recorder.class).lines).hasSize(8);
			assertThat(context.getBean(ClassRunner.class)).isExactlyInstanceOf(ClassRunner.class);
			assertThat(this.claims.lines).isEmpty();
		}
	}

	@Test
	void noOtherBeanIsInitializedEarly(CapturedOutput output) {
		start(TestCluster.worker(), Runners.class).close();
		assertThat(output).doesNotContain("is not eligible for getting processed");
	}

	private ConfigurableApplicationContext start(Cluster cluster, Class<?> source) {
		SpringApplication application = new SpringApplication(Infrastructure.class, source);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers(
				(ApplicationContextInitializer<ConfigurableApplicationContext>) (context) -> register(context,
						cluster));
		return application.run();
	}

	private void register(ConfigurableApplicationContext context, Cluster cluster) {
		((GenericApplicationContext) context).registerBean("testCluster", Cluster.class, () -> cluster,
				(definition) -> definition.setPrimary(true));
		context.getBeanFactory().registerSingleton("testClaims", this.claims);
	}

	/**
	 * Notes what was run.
	 */
	static class Recorder {

		private final List<String> lines = new ArrayList<>();

		void add(String line) {
			this.lines.add(line);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(LeaderRunnerPostProcessor.class)
	static class Infrastructure {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Runners {

		@Bean
		@Order(3)
		@RunOnLeader
		CommandLineRunner lambda(Recorder recorder) {
			return (args) -> recorder.add("lambda");
		}

		@Bean
		@Order(2)
		ApplicationRunner plain(Recorder recorder) {
			return (args) -> recorder.add("plain");
		}

		@Bean
		ClassRunner classRunner(Recorder recorder) {
			return new ClassRunner(recorder);
		}

		@Bean
		FinalRunner finalRunner(Recorder recorder) {
			return new FinalRunner(recorder);
		}

		@Bean
		ApplicationRunner recordRunner(Recorder recorder) {
			return new RecordRunner(recorder);
		}

		@Bean
		@RunOnLeader
		OrderedRunner orderedRunner(Recorder recorder) {
			return new OrderedRunner(recorder);
		}

		@Bean
		@Order(8)
		@RunOnLeader
		BothRunner both(Recorder recorder) {
			return new BothRunner(recorder);
		}

	}

	@RunOnLeader
	@Order(4)
	static class ClassRunner implements ApplicationRunner {

		private final Recorder recorder;

		ClassRunner(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.recorder.add("class");
		}

		String getName() {
			return "class";
		}

	}

	@RunOnLeader
	@Order(1)
	static final class FinalRunner implements ApplicationRunner {

		private final Recorder recorder;

		FinalRunner(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.recorder.add("final");
		}

	}

	@RunOnLeader
	@Order(5)
	record RecordRunner(Recorder recorder) implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments args) {
			this.recorder.add("record");
		}

	}

	/**
	 * Runner whose method cannot be overridden.
	 */
	static class OrderedRunner implements CommandLineRunner, Ordered {

		private final Recorder recorder;

		OrderedRunner(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public final void run(String... args) {
			this.recorder.add("ordered");
		}

		@Override
		public int getOrder() {
			return 6;
		}

	}

	static class BothRunner implements ApplicationRunner, CommandLineRunner {

		private final Recorder recorder;

		BothRunner(Recorder recorder) {
			this.recorder = recorder;
		}

		@Override
		public void run(ApplicationArguments args) {
			this.recorder.add("both");
		}

		@Override
		public void run(String... args) {
			this.recorder.add("both (CommandLineRunner)");
		}

	}

	@RunOnLeader
	static class FailingRunner implements ApplicationRunner {

		@Override
		public void run(ApplicationArguments args) {
			throw new IllegalArgumentException("Failed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxiedRunner {

		@Bean
		ApplicationRunner proxied(Recorder recorder) {
			ProxyFactory factory = new ProxyFactory(new ClassRunner(recorder));
			factory.addAdvice((MethodBeforeAdvice) (method, args, target) -> recorder.add("advice"));
			return (ApplicationRunner) factory.getProxy();
		}

	}

	/**
	 * Claims of the only worker there is.
	 */
	static class FakeClaims implements TaskClaims {

		private final List<String> lines = new ArrayList<>();

		private final Set<String> completed = new HashSet<>();

		@Override
		public boolean claim(String name) {
			if (this.completed.contains(name)) {
				return false;
			}
			this.lines.add("claim " + name);
			return true;
		}

		@Override
		public void complete(String name) {
			this.lines.add("complete " + name);
			this.completed.add(name);
		}

	}

}
