package io.github.bootcluster.autoconfigure.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.IntConsumer;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.socket.PortReservation;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WebSocketLifecycle;
import io.github.bootcluster.web.netty.NettyDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.netty.NettyReusePortWebServerFactoryCustomizer;
import io.github.bootcluster.web.netty.NettyWebServerActivity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.actuate.web.server.NettyReactiveManagementContextAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterNettyAutoConfiguration} and
 * {@link ClusterNettyManagementChildContextConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterNettyAutoConfigurationTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner(
			AnnotationConfigReactiveWebServerApplicationContext::new)
		.withPropertyValues("server.address=127.0.0.1", "server.port=0",
				"spring.reactor.netty.shutdown-quiet-period=0s")
		.withBean(HttpHandler.class, () -> (request, response) -> response.setComplete())
		.withConfiguration(AutoConfigurations.of(ClusterNettyAutoConfiguration.class,
				NettyReactiveWebServerAutoConfiguration.class));

	@Test
	void workersSharePort(CapturedOutput output) {
		withReservedPort((port) -> assertShared("server.port=" + port));
		assertThat(output).doesNotContain("Unknown channel option");
	}

	@Test
	void workersWhenTheyHaveManagementPortShareIt(CapturedOutput output) {
		withReservedPort((port) -> assertShared("management.server.port=" + port));
		assertThat(output).doesNotContain("Unknown channel option");
	}

	@Test
	void standaloneDoesNotSharePort() {
		withReservedPort((port) -> assertNotShared("server.port=" + port));
	}

	@Test
	void standaloneWhenItHasManagementPortDoesNotShareIt() {
		withReservedPort((port) -> assertNotShared("management.server.port=" + port));
	}

	@Test
	void webServersOfWorkerDrainTogether() {
		this.contextRunner.withBean(Cluster.class, TestCluster::worker)
			.run((context) -> assertThat(context).hasSingleBean(Draining.class)
				.hasSingleBean(WebSocketLifecycle.class)
				.hasSingleBean(NettyDrainingWebServerFactoryCustomizer.class));
	}

	@Test
	void activityIsThatOfApplicationsWebServer() {
		this.contextRunner.withBean(Cluster.class, TestCluster::worker).run((context) -> {
			assertThat(context).hasSingleBean(WebServerActivity.class).hasSingleBean(NettyWebServerActivity.class);
			assertThat(context.getBean(WebServerActivity.class).connections()).isZero();
		});
	}

	@Test
	void beansWhenThereIsNoClusterAreAbsent() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(NettyReusePortWebServerFactoryCustomizer.class)
			.doesNotHaveBean(WebServerActivity.class));
	}

	@Test
	void beansWhenThereIsNoReactorNettyAreAbsent() {
		new ReactiveWebApplicationContextRunner().withClassLoader(new FilteredClassLoader(HttpServer.class))
			.withBean(Cluster.class, TestCluster::worker)
			.withConfiguration(AutoConfigurations.of(ClusterNettyAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("clusterNettyReusePortWebServerFactoryCustomizer"));
	}

	private void assertShared(String property) {
		ReactiveWebApplicationContextRunner worker = withManagementServer(TestCluster.worker())
			.withPropertyValues(property);
		worker.run((one) -> {
			assertThat(one).hasNotFailed();
			worker.run((two) -> assertThat(two).hasNotFailed());
		});
	}

	private void assertNotShared(String property) {
		withManagementServer(TestCluster.standalone()).withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(PortInUseException.class.getName()));
	}

	private ReactiveWebApplicationContextRunner withManagementServer(Cluster cluster) {
		return this.contextRunner.withBean(Cluster.class, () -> cluster)
			.withConfiguration(AutoConfigurations.of(ManagementContextAutoConfiguration.class,
					NettyReactiveManagementContextAutoConfiguration.class));
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
