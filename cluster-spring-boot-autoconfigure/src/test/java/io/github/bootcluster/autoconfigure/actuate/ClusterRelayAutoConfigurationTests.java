package io.github.bootcluster.autoconfigure.actuate;

import java.nio.file.Path;
import java.util.List;

import io.github.bootcluster.actuate.relay.RelayFront;
import io.github.bootcluster.actuate.relay.RelayServerLifecycle;
import io.github.bootcluster.actuate.relay.RelayWebFluxEndpointHandlerMapping;
import io.github.bootcluster.actuate.relay.RelayWebMvcEndpointHandlerMapping;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.relay.RelaySockets;
import io.github.bootcluster.relay.WorkerRelay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterRelayAutoConfiguration} and the configurations of its fronts.
 */
class ClusterRelayAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=cluster";

	private final WebApplicationContextRunner servletRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, ServletManagementContextAutoConfiguration.class,
				DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, ClusterAutoConfiguration.class,
				ClusterEndpointAutoConfiguration.class, ClusterRelayAutoConfiguration.class));

	private final ReactiveWebApplicationContextRunner reactiveRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
				ManagementContextAutoConfiguration.class, HttpHandlerAutoConfiguration.class,
				WebFluxAutoConfiguration.class, ClusterAutoConfiguration.class, ClusterEndpointAutoConfiguration.class,
				ClusterRelayAutoConfiguration.class));

	@Test
	void relayWhenStandaloneIsThereAndStartsNothing() {
		this.servletRunner.withPropertyValues(EXPOSED).run((context) -> {
			assertThat(context).hasSingleBean(WorkerRelay.class).hasSingleBean(RelayFront.class);
			assertThat(context.getBean(RelaySockets.class).isPresent()).isFalse();
			assertThat(context.getBean(RelayServerLifecycle.class).isRunning()).isFalse();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("cluster-relay"));
		});
	}

	@Test
	void relayWithoutWebApplicationIsThere() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ClusterAutoConfiguration.class, ClusterRelayAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(WorkerRelay.class)
				.doesNotHaveBean(RelayServerLifecycle.class));
	}

	@Test
	void relayWithoutActuatorIsNotThere() {
		new WebApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("clusterWorkerRelay"));
	}

	@Test
	void serverInWorkerIsThereUntilContextIsClosed(@TempDir Path directory) {
		Path socket = directory.resolve(ChannelDirectory.getRelaySocketName(ProcessHandle.current().pid()));
		this.servletRunner.withBean(RelaySockets.class, () -> new RelaySockets(directory))
			.run((context) -> assertThat(socket).exists());
		assertThat(socket).doesNotExist();
	}

	@Test
	void serverWhenSocketCannotBeBoundDoesNotKeepWorkerFromStarting(@TempDir Path directory) {
		this.servletRunner.withBean(RelaySockets.class, () -> new RelaySockets(directory.resolve("missing")))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(RelayServerLifecycle.class).isRunning()).isFalse();
			});
	}

	@Test
	void frontWhenClusterIsExposedTakesAllMethods() {
		this.servletRunner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(getMethods(context.getBean(RelayWebMvcEndpointHandlerMapping.class)))
				.containsExactlyInAnyOrder(RequestMethod.GET, RequestMethod.POST, RequestMethod.DELETE));
		this.reactiveRunner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context.getBean(RelayWebFluxEndpointHandlerMapping.class).getHandlerMethods())
				.hasSize(3));
	}

	@Test
	void frontWhenClusterIsReadOnlyReadsOnly() {
		String access = "management.endpoint.cluster.access=READ_ONLY";
		this.servletRunner.withPropertyValues(EXPOSED, access)
			.run((context) -> assertThat(getMethods(context.getBean(RelayWebMvcEndpointHandlerMapping.class)))
				.containsExactly(RequestMethod.GET));
		this.reactiveRunner.withPropertyValues(EXPOSED, access)
			.run((context) -> assertThat(context.getBean(RelayWebFluxEndpointHandlerMapping.class).getHandlerMethods())
				.hasSize(1));
	}

	private List<RequestMethod> getMethods(RelayWebMvcEndpointHandlerMapping mapping) {
		return mapping.getHandlerMethods()
			.keySet()
			.stream()
			.flatMap((info) -> info.getMethodsCondition().getMethods().stream())
			.toList();
	}

	@Test
	void frontFollowsPathsOfEndpoints() {
		this.servletRunner
			.withPropertyValues(EXPOSED, "management.endpoints.web.base-path=/manage",
					"management.endpoints.web.path-mapping.cluster=workers")
			.run((context) -> assertThat(
					context.getBean(RelayWebMvcEndpointHandlerMapping.class).getHandlerMethods().keySet())
				.allMatch((info) -> info.getPatternValues().contains("/manage/workers/{worker}/{endpoint}/**")));
	}

	@Test
	void frontWhenClusterIsNotExposedIsNotThere() {
		this.servletRunner
			.run((context) -> assertThat(context).doesNotHaveBean(RelayWebMvcEndpointHandlerMapping.class));
		this.reactiveRunner
			.run((context) -> assertThat(context).doesNotHaveBean(RelayWebFluxEndpointHandlerMapping.class));
	}

	@Test
	void frontWithoutSpringSecurityAndReactorIsThere() {
		this.servletRunner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader("org.springframework.security", "reactor",
					"org.springframework.web.reactive"))
			.run((context) -> assertThat(context).hasSingleBean(RelayWebMvcEndpointHandlerMapping.class));
		this.reactiveRunner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasSingleBean(RelayWebFluxEndpointHandlerMapping.class));
	}

	@Test
	void frontWithoutWebFrameworkIsNotThere() {
		this.servletRunner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.webmvc.actuate"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WorkerRelay.class)
				.doesNotHaveBean("clusterRelayWebMvcEndpointHandlerMapping"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ClusterAutoConfiguration.class, ClusterRelayAutoConfiguration.class })
	static class ImportingConfiguration {

	}

}
