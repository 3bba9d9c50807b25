package io.github.bootcluster.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.startup.RoleDetector.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.ParentContextApplicationContextInitializer;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RoleDetector}.
 */
class RoleDetectorTests {

	private static final HandOver HAND_OVER = new HandOver(3, 2, Path.of("/tmp/channel"), Path.of("/tmp/token"));

	private static final StackFrames.Frame RUN = new StackFrames.Frame(SpringApplication.class.getName(), "run",
			"(String[])");

	private final SpringApplication application = new SpringApplication(RoleDetectorTests.class);

	private final Properties systemProperties = new Properties();

	private StackFrames stack = new StackFrames(List.of(RUN));

	private String operatingSystem = "Linux";

	@ParameterizedTest
	@ValueSource(strings = { "2", "auto", "50%", "nonsense" })
	void whenWorkersAreSetIsPrimary(String workers) {
		assertThat(decide(Map.of("cluster.workers", workers))).isEqualTo(primary());
	}

	@Test
	void whenWorkersAreAbsentIsStandaloneWithoutReason() {
		assertThat(decide(Map.of())).isEqualTo(standalone(null));
		assertThat(decide(Map.of("cluster.enabled", "true"))).isEqualTo(standalone(null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void whenWorkersAreBlankIsStandaloneWithoutReason(String workers) {
		assertThat(decide(Map.of("cluster.workers", workers))).isEqualTo(standalone(null));
	}

	@Test
	void whenDisabledIsStandaloneWithoutReason() {
		assertThat(decide(Map.of("cluster.workers", "2", "cluster.enabled", "false"))).isEqualTo(standalone(null));
	}

	@Test
	void whenEnabledIsPrimary() {
		assertThat(decide(Map.of("cluster.workers", "2", "cluster.enabled", "true"))).isEqualTo(primary());
	}

	@Test
	void whenEnabledIsNoBooleanFailsToBind() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> decide(Map.of("cluster.workers", "2", "cluster.enabled", "perhaps")))
			.withMessageContaining("cluster.enabled");
	}

	@Test
	void whenSomethingSpeaksAgainstItIsStandaloneWithReason() {
		this.operatingSystem = "Mac OS X";
		assertThat(decide(Map.of("cluster.workers", "2")))
			.isEqualTo(standalone("Mac OS X does not balance connections between processes that share a port"));
	}

	@Test
	void whenSomethingSpeaksAgainstItButWorkersAreAbsentHasNoReason() {
		this.operatingSystem = "Mac OS X";
		assertThat(decide(Map.of())).isEqualTo(standalone(null));
	}

	@Test
	void whenRunByAnotherRunIsStandaloneWithoutReason() {
		this.stack = new StackFrames(List.of(RUN, new StackFrames.Frame("com.example.Listener", "on", "()"), RUN));
		assertThat(decide(Map.of("cluster.workers", "2"))).isEqualTo(standalone(null));
	}

	@Test
	void whenChildOfAnotherContextIsStandaloneWithoutReason() {
		this.application
			.addInitializers(new ParentContextApplicationContextInitializer(new StaticApplicationContext()));
		assertThat(decide(Map.of("cluster.workers", "2"))).isEqualTo(standalone(null));
	}

	@Test
	void whenLaunchedByPrimaryIsWorkerWhateverElseIsSaid() {
		handOver();
		this.operatingSystem = "Mac OS X";
		assertThat(decide(Map.of())).isEqualTo(worker());
		assertThat(decide(Map.of("cluster.workers", "2"))).isEqualTo(worker());
		assertThat(decide(Map.of("cluster.workers", "2", "cluster.enabled", "false"))).isEqualTo(worker());
	}

	@Test
	void whenHandOverIsClaimedIsStandaloneAndNeverPrimary() {
		handOver();
		this.systemProperties.setProperty(RoleDetector.CLAIMED, "true");
		assertThat(decide(Map.of("cluster.workers", "2"))).isEqualTo(standalone(null));
	}

	@Test
	void whenInnerApplicationOfWorkerIsStandaloneAndLeavesHandOver() {
		handOver();
		this.stack = new StackFrames(List.of(RUN, RUN));
		assertThat(decide(Map.of("cluster.workers", "2"))).isEqualTo(standalone(null));
		assertThat(this.systemProperties).doesNotContainKey(RoleDetector.CLAIMED);
	}

	private void handOver() {
		this.systemProperties.putAll(HAND_OVER.toSystemProperties());
	}

	private Decision decide(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		return new RoleDetector(this.systemProperties, this.stack,
				new StandaloneReasons(this.operatingSystem, false, this.stack))
			.decide(environment, this.application);
	}

	private static Decision primary() {
		return new Decision(ClusterRole.PRIMARY, null, null);
	}

	private static Decision worker() {
		return new Decision(ClusterRole.WORKER, HAND_OVER, null);
	}

	private static Decision standalone(String reason) {
		return new Decision(ClusterRole.STANDALONE, null, reason);
	}

}
