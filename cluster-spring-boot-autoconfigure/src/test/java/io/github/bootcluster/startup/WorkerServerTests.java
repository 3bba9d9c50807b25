package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.bootcluster.event.WorkerDrainingEvent;
import io.github.bootcluster.web.Draining;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerServer}.
 */
class WorkerServerTests {

	private static final WorkerDrainingEvent EVENT = new WorkerDrainingEvent(1, 4711, 1, Duration.ofSeconds(5));

	private final GenericApplicationContext context = new GenericApplicationContext();

	private final List<Object> steps = new ArrayList<>();

	private final WorkerServer server = new WorkerServer(this.context, EVENT);

	@BeforeEach
	void start() {
		Draining draining = new Draining();
		draining.addSweep(() -> this.steps.add("connections"));
		this.context.registerBean(Draining.class, () -> draining);
		this.context.refresh();
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@Test
	void beginDrainingRefusesTrafficBeforeConnectionsEnd() {
		this.context.addApplicationListener(
				(ApplicationListener<PayloadApplicationEvent<?>>) (event) -> this.steps.add(event.getPayload()));
		this.server.beginDraining();
		assertThat(this.steps).containsExactly(ReadinessState.REFUSING_TRAFFIC, "connections", EVENT);
	}

	@Test
	void beginDrainingWhenListenerFailsEndsConnections() {
		this.context.addApplicationListener((ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> {
			throw new IllegalStateException("Failed on purpose");
		});
		this.server.beginDraining();
		assertThat(this.steps).containsExactly("connections");
	}

}
