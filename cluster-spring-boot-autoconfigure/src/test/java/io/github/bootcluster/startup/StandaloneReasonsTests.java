package io.github.bootcluster.startup;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StandardServletEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StandaloneReasons}.
 */
class StandaloneReasonsTests {

	private final SpringApplication application = new SpringApplication(StandaloneReasonsTests.class);

	@AfterEach
	void forgetExit() {
		SpringProperties.setProperty("spring.context.exit", null);
	}

	@Test
	void whenNothingSpeaksAgainstItFindsNone() {
		assertThat(reasons().find(new StandardEnvironment(), this.application)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mac OS X", "Windows 11", "FreeBSD", "" })
	void whenPlatformDoesNotBalanceNamesIt(String operatingSystem) {
		StandaloneReasons reasons = new StandaloneReasons(operatingSystem, false, stack());
		assertThat(reasons.find(new StandardEnvironment(), this.application))
			.isEqualTo(operatingSystem + " does not balance connections between processes that share a port");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.junit.platform.launcher.core.DefaultLauncher", "org.junit.runners.ParentRunner",
			"org.springframework.boot.test.context.SpringBootContextLoader", "org.testng.TestNG",
			"io.cucumber.core.runner.Runner", "cucumber.runtime.Runtime" })
	void whenTestFrameworkIsOnStackSaysSo(String className) {
		assertThat(find(stack("com.example.Application", className))).isEqualTo("this is a test");
	}

	@Test
	void whenRunByThisTestSaysSo() {
		assertThat(find(StackFrames.ofCurrentThread())).isEqualTo("this is a test");
	}

	@Test
	void whenProcessedAheadOfTimeSaysSo() {
		assertThat(find(stack("org.springframework.boot.SpringApplicationAotProcessor")))
			.isEqualTo("the application is processed ahead of time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "onRefresh", "ONREFRESH" })
	void whenContextExitsOnRefreshIsTrainingRun(String value) {
		SpringProperties.setProperty("spring.context.exit", value);
		assertThat(find(stack())).isEqualTo("spring.context.exit=onRefresh makes this a training run");
	}

	@Test
	void whenContextExitIsSomethingElseFindsNone() {
		SpringProperties.setProperty("spring.context.exit", "never");
		assertThat(find(stack())).isNull();
	}

	@Test
	void whenRestarterLoadedTheApplicationSaysSo() throws Exception {
		try (URLClassLoader restarter = createRestartClassLoader();
				URLClassLoader child = new URLClassLoader(new URL[0], restarter)) {
			this.application.setResourceLoader(new DefaultResourceLoader(child));
			assertThat(find(stack())).isEqualTo("the restart of spring-boot-devtools is active");
		}
	}

	@Test
	void whenEmbeddedServletEnvironmentFindsNone() {
		assertThat(reasons().find(new StandardServletEnvironment(), this.application)).isNull();
	}

	@Test
	void whenDeployedInServletContainerSaysSo() {
		DeployedApplication deployed = new DeployedApplication();
		assertThatIllegalStateException().isThrownBy(() -> deployed.onStartup(new MockServletContext()))
			.withMessage("Seen enough");
		assertThat(reasons().find(deployed.environment.get(), this.application))
			.isEqualTo("the application is deployed in a servlet container");
	}

	@Test
	void whenApplicationIsParentOfAnotherSaysSo() {
		StackFrames stack = new StackFrames(List.of(new StackFrames.Frame(SpringApplicationBuilder.class.getName(),
				"configureAsChildIfNecessary", "(String[])")));
		assertThat(find(stack)).isEqualTo("the application is a hierarchy of contexts");
	}

	@Test
	void whenNativeImageSaysSo() {
		assertThat(new StandaloneReasons("Linux", true, stack()).find(new StandardEnvironment(), this.application))
			.isEqualTo("a native image cannot be forked like a JVM");
	}

	private URLClassLoader createRestartClassLoader() throws Exception {
		return new ByteBuddy().subclass(URLClassLoader.class)
			.name("org.springframework.boot.devtools.restart.classloader.RestartClassLoader")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getConstructor(URL[].class, ClassLoader.class)
			.newInstance(new URL[0], getClass().getClassLoader());
	}

	private String find(StackFrames stack) {
		return new StandaloneReasons("Linux", false, stack).find(new StandardEnvironment(), this.application);
	}

	private static StandaloneReasons reasons() {
		return new StandaloneReasons("Linux", false, stack());
	}

	private static StackFrames stack(String... classNames) {
		return new StackFrames(List.of(classNames)
			.stream()
			.map((className) -> new StackFrames.Frame(className, "call", "()"))
			.toList());
	}

	private static final class DeployedApplication extends SpringBootServletInitializer {

		private final AtomicReference<ConfigurableEnvironment> environment = new AtomicReference<>();

		@Override
		protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
			return builder.sources(StandaloneReasonsTests.class)
				.listeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) (event) -> {
					this.environment.set(event.getEnvironment());
					throw new IllegalStateException("Seen enough");
				});
		}

	}

}
