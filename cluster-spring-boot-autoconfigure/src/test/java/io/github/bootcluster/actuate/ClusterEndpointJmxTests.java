package io.github.bootcluster.actuate;

import java.util.Arrays;
import java.util.Map;

import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.ReflectionException;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.autoconfigure.actuate.ClusterEndpointAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterEndpoint} over JMX.
 */
class ClusterEndpointJmxTests {

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final MBeanServer server = MBeanServerFactory.newMBeanServer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JmxAutoConfiguration.class, EndpointAutoConfiguration.class,
				JmxEndpointAutoConfiguration.class, ClusterEndpointAutoConfiguration.class))
		.withBean("mbeanServer", MBeanServer.class, () -> this.server)
		.withBean(ClusterOperations.class, () -> this.operations)
		.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=cluster");

	@Test
	void operationsAreNamedByWhatTheyDo() {
		this.contextRunner
			.run((context) -> assertThat(Arrays.stream(this.server.getMBeanInfo(endpoint()).getOperations())
				.map((operation) -> operation.getName() + Arrays.stream(operation.getSignature())
					.map((parameter) -> parameter.getName() + ":" + parameter.getType())
					.toList()))
				.containsExactlyInAnyOrder("cluster[]", "worker[id:java.lang.Integer]",
						"updateCluster[action:java.lang.String, workers:java.lang.Integer]",
						"updateWorker[id:java.lang.Integer, action:java.lang.String]",
						"stopWorker[id:java.lang.Integer]"));
	}

	@Test
	void readOperationsReturnMaps() {
		given(this.operations.getStatus()).willReturn(ClusterStatuses.cluster());
		this.contextRunner.run((context) -> {
			assertThat((Map<?, ?>) invoke("cluster")).extracting("workers")
				.isEqualTo(Map.of("desired", 2, "listening", 1));
			assertThat((Map<?, ?>) invoke("worker", 1)).extracting("pid").isEqualTo(4720L);
		});
	}

	@Test
	void writeOperationsAreAccepted() {
		this.contextRunner.run((context) -> {
			assertThat((Map<?, ?>) invoke("updateCluster", null, 6)).extracting("action", "workers")
				.containsExactly("scale", 6);
			assertThat((Map<?, ?>) invoke("stopWorker", 2)).extracting("action", "worker").containsExactly("stop", 2);
			then(this.operations).should().scale(6);
			then(this.operations).should().stop(2);
		});
	}

	@Test
	void failuresAreOnesThatEveryClientKnows() {
		willThrow(new UnknownWorkerException(7)).given(this.operations).stop(7);
		this.contextRunner.run((context) -> {
			assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("stopWorker", 7))
				.withCauseExactlyInstanceOf(IllegalStateException.class)
				.withMessage("There is no worker 7");
			assertThatExceptionOfType(ReflectionException.class).isThrownBy(() -> invoke("updateCluster", null, null))
				.withCauseExactlyInstanceOf(IllegalArgumentException.class)
				.withMessage("Either 'action' or 'workers' must be given");
		});
	}

	private Object invoke(String operation, Object... arguments) throws Exception {
		return this.server.invoke(endpoint(), operation, arguments, new String[arguments.length]);
	}

	private ObjectName endpoint() throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Cluster");
	}

}
