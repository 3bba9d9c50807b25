package io.github.bootcluster.startup;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.core.NativeDetector;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * What speaks against being a primary although {@code cluster.workers} is set.
 */
final class StandaloneReasons {

	private static final Set<String> TEST_PACKAGES = Set.of("org.junit.runners.", "org.junit.platform.",
			"org.springframework.boot.test.", "org.testng.", "io.cucumber.", "cucumber.runtime.");

	private static final String AOT_PROCESSOR = "org.springframework.boot.SpringApplicationAotProcessor";

	private static final String RESTART_CLASS_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	// StandardServletEnvironment.SERVLET_CONTEXT_PROPERTY_SOURCE_NAME, in an optional
	// module
	private static final String SERVLET_CONTEXT = "servletContextInitParams";

	private final List<Function<Candidate, @Nullable String>> checks = List.of(this::checkPlatform, this::checkTest,
			this::checkAotProcessing, this::checkTrainingRun, this::checkDevtools, this::checkServletContainer,
			this::checkHierarchy, this::checkNativeImage);

	private final String operatingSystem;

	private final boolean nativeImage;

	private final StackFrames stack;

	StandaloneReasons(StackFrames stack) {
		this(System.getProperty("os.name", ""), NativeDetector.inNativeImage(), stack);
	}

	StandaloneReasons(String operatingSystem, boolean nativeImage, StackFrames stack) {
		this.operatingSystem = operatingSystem;
		this.nativeImage = nativeImage;
		this.stack = stack;
	}

	/**
	 * Return the first reason.
	 * @param environment the environment
	 * @param application the application
	 * @return the reason, or {@code null} if nothing speaks against it
	 */
	@Nullable String find(ConfigurableEnvironment environment, SpringApplication application) {
		Candidate candidate = new Candidate(environment, application);
		return this.checks.stream()
			.map((check) -> check.apply(candidate))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String checkPlatform(Candidate candidate) {
		boolean linux = this.operatingSystem.toLowerCase(Locale.ROOT).startsWith("linux");
		return linux ? null
				: "%s does not balance connections between processes that share a port".formatted(this.operatingSystem);
	}

	private @Nullable String checkTest(Candidate candidate) {
		return this.stack.anyClassStartsWith(TEST_PACKAGES) ? "this is a test" : null;
	}

	private @Nullable String checkAotProcessing(Candidate candidate) {
		return this.stack.anyClassStartsWith(Set.of(AOT_PROCESSOR)) ? "the application is processed ahead of time"
				: null;
	}

	private @Nullable String checkTrainingRun(Candidate candidate) {
		return "onRefresh".equalsIgnoreCase(SpringProperties.getProperty("spring.context.exit"))
				? "spring.context.exit=onRefresh makes this a training run" : null;
	}

	private @Nullable String checkDevtools(Candidate candidate) {
		ClassLoader classLoader = candidate.application().getClassLoader();
		while (classLoader != null) {
			if (classLoader.getClass().getName().equals(RESTART_CLASS_LOADER)) {
				return "the restart of spring-boot-devtools is active";
			}
			classLoader = classLoader.getParent();
		}
		return null;
	}

	private @Nullable String checkServletContainer(Candidate candidate) {
		PropertySource<?> source = candidate.environment().getPropertySources().get(SERVLET_CONTEXT);
		return (source != null && !(source instanceof PropertySource.StubPropertySource))
				? "the application is deployed in a servlet container" : null;
	}

	private @Nullable String checkHierarchy(Candidate candidate) {
		return this.stack.isParentRun() ? "the application is a hierarchy of contexts" : null;
	}

	private @Nullable String checkNativeImage(Candidate candidate) {
		return this.nativeImage ? "a native image cannot be forked like a JVM" : null;
	}

	/**
	 * The application whose role is in question.
	 *
	 * @param environment the environment
	 * @param application the application
	 */
	private record Candidate(ConfigurableEnvironment environment, SpringApplication application) {

	}

}
