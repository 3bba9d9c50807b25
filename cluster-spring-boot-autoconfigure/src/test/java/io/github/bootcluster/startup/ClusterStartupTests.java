package io.github.bootcluster.startup;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.autoconfigure.ClusterAutoConfiguration;
import io.github.bootcluster.channel.ChannelDirectoryException;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.worker.TaskClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for applications that run as far as they can without a worker.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterStartupTests {

	@TempDir
	private Path directory;

	@Test
	void whenWorkersAreAbsentIsStandaloneAndSilent(CapturedOutput output) throws Throwable {
		try (ConfigurableApplicationContext context = ApplicationThread.run(Application.class, "--server.port=0",
				"--spring.main.web-application-type=none")) {
			assertThat(context.getBean(Cluster.class).getRole()).isEqualTo(ClusterRole.STANDALONE);
			assertThat(context.getBean("cluster")).isEqualTo("a bean of the user");
			assertThat(output).doesNotContain("standalone");
		}
	}

	@Test
	void whenStandaloneLeadsItself() throws Throwable {
		try (ConfigurableApplicationContext context = ApplicationThread.run(ListeningApplication.class,
				"--spring.main.web-application-type=none")) {
			assertThat(context.getBean(Cluster.class).isLeader()).isTrue();
			assertThat(context.getBean(Cluster.class).getWorkers()).singleElement()
				.satisfies((worker) -> assertThat(worker.pid()).isEqualTo(ProcessHandle.current().pid()));
			assertThat(context.getBeanProvider(TaskClaims.class)).isEmpty();
			assertThat(context.getBean(EventRecorder.class).heard).containsExactly("ready",
					new LeadershipGrantedEvent(true).toString());
		}
	}

	@Test
	void whenHierarchyIsStandaloneItLeadsItselfOnce() throws Throwable {
		try (ConfigurableApplicationContext context = ApplicationThread
			.call(() -> new SpringApplicationBuilder(ListeningApplication.class).registerShutdownHook(false)
				.child(Application.class)
				.registerShutdownHook(false)
				.run("--spring.main.web-application-type=none"))) {
			assertThat(context.getBean(EventRecorder.class).heard)
				.containsOnlyOnce(new LeadershipGrantedEvent(true).toString());
			((ConfigurableApplicationContext) context.getParent()).close();
		}
	}

	@Test
	void whenDisabledIsStandaloneAndSilent(CapturedOutput output) throws Throwable {
		try (ConfigurableApplicationContext context = ApplicationThread.run(Application.class, "--cluster.workers=2",
				"--cluster.enabled=false", "--spring.main.web-application-type=none")) {
			assertThat(context.getBean(Cluster.class).getRole()).isEqualTo(ClusterRole.STANDALONE);
			assertThat(output).doesNotContain("standalone");
		}
	}

	@Test
	void whenTestIsStandaloneAndSaysWhyInOneLine(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.registerShutdownHook(false)
			.run("--cluster.workers=2", "--spring.main.web-application-type=none")) {
			assertThat(context.getBean(Cluster.class).getRole()).isEqualTo(ClusterRole.STANDALONE);
			assertThat(output).containsOnlyOnce("Running standalone although 'cluster.workers' is set: this is a test");
		}
	}

	@Test
	void whenHierarchyIsStandaloneAndSaysWhyInOneLine(CapturedOutput output) throws Throwable {
		try (ConfigurableApplicationContext context = ApplicationThread
			.call(() -> new SpringApplicationBuilder(Application.class).registerShutdownHook(false)
				.child(Application.class)
				.registerShutdownHook(false)
				.run("--cluster.workers=2", "--spring.main.web-application-type=none"))) {
			assertThat(context.getBean(Cluster.class).getRole()).isEqualTo(ClusterRole.STANDALONE);
			assertThat(context.getParent()).isNotNull();
			assertThat(output).containsOnlyOnce("Running standalone although");
			((ConfigurableApplicationContext) context.getParent()).close();
		}
	}

	@Test
	void whenPortIsInUseFailsWithReportOfBootAndLeavesNothing(CapturedOutput output) throws Exception {
		try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatExceptionOfType(ApplicationContextException.class)
				.isThrownBy(() -> fail("--server.address=127.0.0.1", "--server.port=" + occupied.getLocalPort()))
				.withCauseInstanceOf(PortInUseException.class);
			assertThat(output)
				.contains("Web server failed to start. Port %d was already in use.".formatted(occupied.getLocalPort()));
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whenSourceOfPrimaryDoesNotExistFailsWithReportAndLeavesNothing(CapturedOutput output) {
		assertThatExceptionOfType(InvalidClusterPropertyException.class)
			.isThrownBy(() -> fail("--cluster.primary.sources=com.example.Missing"))
			.withMessage(
					"Property 'cluster.primary.sources' has the value 'com.example.Missing': there is no such class");
		assertThat(output).contains("APPLICATION FAILED TO START", "there is no such class.",
				"Name the configuration classes of the primary by their full names.");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whenSourceOfPrimaryFailsLeavesNothing(CapturedOutput output) {
		assertThatExceptionOfType(BeanCreationException.class)
			.isThrownBy(() -> fail("--server.port=0", "--cluster.primary.sources=" + FailingSource.class.getName()))
			.withRootCauseInstanceOf(IllegalStateException.class);
		assertThat(output).contains("The source of the primary fails").doesNotContain("Starting a cluster");
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void whenChannelDirectoryIsUnusableFailsWithReportAndGivesPortBack(CapturedOutput output) throws Exception {
		Path file = Files.createFile(this.directory.resolve("file"));
		int port = getFreePort();
		assertThatExceptionOfType(ApplicationContextException.class)
			.isThrownBy(() -> fail("--server.address=127.0.0.1", "--server.port=" + port,
					"--cluster.channel.directory=" + file))
			.withRootCauseInstanceOf(ChannelDirectoryException.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "cannot be created in '" + file + "'",
				"Set 'cluster.channel.directory' to");
		new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
	}

	@ParameterizedTest
	@CsvSource({ "cluster.heartbeat.timeout, abc", "cluster.restart.policy, sometimes", "cluster.enabled, perhaps",
			"cluster.rolling-restart.max-surge, many", "cluster.channel.max-message-size, big", "server.port, high" })
	void whenValueCannotBeConvertedFailsWithReportOfBoot(String property, String value, CapturedOutput output) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> fail("--" + property + "=" + value))
			.withMessageContaining("Failed to bind properties under");
		assertThat(output).contains("APPLICATION FAILED TO START", "Failed to bind properties under '",
				"Property: " + property, "Value: \"" + value + "\"", "Update your application's configuration");
	}

	@Test
	void whenValueMakesNoSenseFailsWithReport(CapturedOutput output) {
		assertThatExceptionOfType(InvalidClusterPropertyException.class)
			.isThrownBy(() -> fail("--cluster.rolling-restart.max-surge=-1"));
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Property 'cluster.rolling-restart.max-surge' has the value '-1': it is negative.",
				"Set it to 1 or more, or to 0 to stop a worker before its replacement starts.");
	}

	@Test
	void whenNumberOfWorkersMakesNoSenseFailsWithReport(CapturedOutput output) {
		assertThatExceptionOfType(InvalidClusterPropertyException.class).isThrownBy(() -> fail("--cluster.workers=0"));
		assertThat(output).contains("Property 'cluster.workers' has the value '0': 0 is not between 1 and 1024.");
	}

	private void fail(String... args) throws Throwable {
		List<String> arguments = new ArrayList<>(List.of(args));
		addDefault(arguments, "--cluster.workers=", "1");
		addDefault(arguments, "--cluster.channel.directory=", this.directory.toString());
		ApplicationThread.run(Application.class, arguments.toArray(String[]::new));
	}

	private void addDefault(List<String> arguments, String option, String value) {
		if (arguments.stream().noneMatch((argument) -> argument.startsWith(option))) {
			arguments.add(option + value);
		}
	}

	private static int getFreePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterAutoConfiguration.class)
	static class Application {

		@Bean
		String cluster() {
			return "a bean of the user";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterAutoConfiguration.class)
	@Import(EventRecorder.class)
	static class ListeningApplication {

	}

	static class EventRecorder {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.heard.add("ready");
		}

		@EventListener
		void event(ClusterEvent event) {
			this.heard.add(event.toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingSource {

		FailingSource() {
			throw new IllegalStateException("The source of the primary fails");
		}

	}

}
