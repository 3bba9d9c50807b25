package io.github.bootcluster.autoconfigure.web;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.function.IntConsumer;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.socket.PortReservation;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WebSocketLifecycle;
import io.github.bootcluster.web.tomcat.TomcatDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.tomcat.TomcatReusePortWebServerFactoryCustomizer;
import io.github.bootcluster.web.tomcat.TomcatWebServerActivity;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterTomcatAutoConfiguration} and
 * {@link ClusterTomcatManagementChildContextConfiguration}.
 */
class ClusterTomcatAutoConfigurationTests {

	private final WebApplicationContextRunner servletRunner = new WebApplicationContextRunner(
			AnnotationConfigServletWebServerApplicationContext::new)
		.withPropertyValues("server.address=127.0.0.1", "server.port=0")
		.withConfiguration(AutoConfigurations.of(ClusterTomcatAutoConfiguration.class,
				TomcatServletWebServerAutoConfiguration.class));

	private final ReactiveWebApplicationContextRunner reactiveRunner = new ReactiveWebApplicationContextRunner(
			AnnotationConfigReactiveWebServerApplicationContext::new)
		.withPropertyValues("server.address=127.0.0.1", "server.port=0")
		.withBean(HttpHandler.class, () -> (request, response) -> response.setComplete())
		.withConfiguration(AutoConfigurations.of(ClusterTomcatAutoConfiguration.class,
				TomcatReactiveWebServerAutoConfiguration.class));

	@Test
	void servletWhenWorkersSharePort() {
		withReservedPort((port) -> {
			WebApplicationContextRunner worker = this.servletRunner.withBean(Cluster.class, TestCluster::worker)
				.withPropertyValues("server.port=" + port);
			worker.run((one) -> {
				assertThat(one).hasNotFailed();
				worker.run((two) -> assertThat(two).hasNotFailed());
			});
		});
	}

	@Test
	void servletWhenNotWorkerDoesNotSharePort() {
		withReservedPort((port) -> this.servletRunner.withBean(Cluster.class, TestCluster::standalone)
			.withPropertyValues("server.port=" + port)
			.run((context) -> assertThat(context).getFailure().hasRootCauseInstanceOf(BindException.class)));
	}

	@Test
	void servletWhenWorkersHaveManagementPortShareIt() {
		withReservedPort((port) -> {
			WebApplicationContextRunner worker = withManagementServer(this.servletRunner)
				.withBean(Cluster.class, TestCluster::worker)
				.withPropertyValues("management.server.port=" + port);
			worker.run((one) -> {
				assertThat(one).hasNotFailed();
				worker.run((two) -> assertThat(two).hasNotFailed());
			});
		});
	}

	@Test
	void servletWhenNotWorkerDoesNotShareManagementPort() {
		withReservedPort(
				(port) -> withManagementServer(this.servletRunner).withBean(Cluster.class, TestCluster::standalone)
					.withPropertyValues("management.server.port=" + port)
					.run((context) -> assertThat(context).getFailure().hasRootCauseInstanceOf(BindException.class)));
	}

	@Test
	void reactiveWhenWorkersSharePort() {
		withReservedPort((port) -> {
			ReactiveWebApplicationContextRunner worker = this.reactiveRunner
				.withBean(Cluster.class, TestCluster::worker)
				.withPropertyValues("server.port=" + port);
			worker.run((one) -> {
				assertThat(one).hasNotFailed();
				worker.run((two) -> assertThat(two).hasNotFailed());
			});
		});
	}

	@Test
	void reactiveWhenWorkersHaveManagementPortShareIt() {
		withReservedPort((port) -> {
			ReactiveWebApplicationContextRunner worker = this.reactiveRunner
				.withConfiguration(AutoConfigurations.of(ManagementContextAutoConfiguration.class,
						TomcatReactiveManagementContextAutoConfiguration.class))
				.withBean(Cluster.class, TestCluster::worker)
				.withPropertyValues("management.server.port=" + port);
			worker.run((one) -> {
				assertThat(one).hasNotFailed();
				worker.run((two) -> assertThat(two).hasNotFailed());
			});
		});
	}

	@Test
	void webServersOfWorkerDrainTogether() {
		this.servletRunner.withBean(Cluster.class, TestCluster::worker)
			.run((context) -> assertThat(context).hasSingleBean(Draining.class)
				.hasSingleBean(WebSocketLifecycle.class)
				.hasSingleBean(TomcatDrainingWebServerFactoryCustomizer.class));
	}

	@Test
	void activityIsThatOfApplicationsWebServer() {
		this.servletRunner.withBean(Cluster.class, TestCluster::worker).run((context) -> {
			assertThat(context).hasSingleBean(WebServerActivity.class).hasSingleBean(TomcatWebServerActivity.class);
			assertThat(context.getBean(WebServerActivity.class).connections()).isZero();
		});
	}

	@Test
	void activityWhenAnotherWebServerIsUsedIsAbsent() {
		this.servletRunner.withBean(Cluster.class, TestCluster::worker)
			.withBean(JettyServletWebServerFactory.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WebServerActivity.class));
	}

	@Test
	void beansWhenThereIsNoClusterAreAbsent() {
		this.servletRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(TomcatReusePortWebServerFactoryCustomizer.class)
			.doesNotHaveBean(WebServerActivity.class));
	}

	@Test
	void beansWhenThereIsNoTomcatAreAbsent() {
		new WebApplicationContextRunner().withClassLoader(new FilteredClassLoader(Tomcat.class))
			.withBean(Cluster.class, TestCluster::worker)
			.withConfiguration(AutoConfigurations.of(ClusterTomcatAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("clusterTomcatReusePortWebServerFactoryCustomizer"));
	}

	@Test
	void beansWhenApplicationHasNoWebServerAreAbsent() {
		new ApplicationContextRunner().withBean(Cluster.class, TestCluster::worker)
			.withConfiguration(AutoConfigurations.of(ClusterTomcatAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TomcatReusePortWebServerFactoryCustomizer.class));
	}

	private WebApplicationContextRunner withManagementServer(WebApplicationContextRunner runner) {
		return runner.withConfiguration(AutoConfigurations.of(ManagementContextAutoConfiguration.class,
				ServletManagementContextAutoConfiguration.class,
				TomcatServletManagementContextAutoConfiguration.class));
	}

	private void withReservedPort(IntConsumer action) {
		try (PortReservation reservation = PortReservation.reserve(InetAddress.getLoopbackAddress(), 0)) {
			action.accept(reservation.getPort());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
