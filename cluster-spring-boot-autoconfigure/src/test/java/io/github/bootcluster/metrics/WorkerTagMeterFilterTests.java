package io.github.bootcluster.metrics;

import io.github.bootcluster.TestCluster;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerTagMeterFilter}.
 */
class WorkerTagMeterFilterTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void metersOfAWorkerGetItsId() {
		this.registry.config().meterFilter(new WorkerTagMeterFilter(TestCluster.worker()));
		assertThat(this.registry.counter("jobs", "a", "b").getId().getTags()).containsExactly(Tag.of("a", "b"),
				Tag.of("worker", "1"));
	}

	@Test
	void metersThatHaveTheTagKeepIt() {
		this.registry.config().meterFilter(new WorkerTagMeterFilter(TestCluster.worker()));
		assertThat(this.registry.counter("jobs", "worker", "mine").getId().getTags())
			.containsExactly(Tag.of("worker", "mine"));
	}

	@Test
	void metersWhenTagIsCommonToAllKeepIt() {
		this.registry.config()
			.commonTags("worker", "host-1")
			.meterFilter(new WorkerTagMeterFilter(TestCluster.worker()));
		assertThat(this.registry.counter("jobs").getId().getTags()).containsExactly(Tag.of("worker", "host-1"));
	}

	@Test
	void metersOfAStandaloneProcessStayAsTheyAre() {
		this.registry.config().meterFilter(new WorkerTagMeterFilter(TestCluster.standalone()));
		assertThat(this.registry.counter("jobs", "a", "b").getId().getTags()).containsExactly(Tag.of("a", "b"));
	}

}
