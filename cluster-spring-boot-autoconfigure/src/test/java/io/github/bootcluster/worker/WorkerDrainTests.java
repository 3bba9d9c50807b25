package io.github.bootcluster.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerDrain}. A second passes with every look at the clock.
 */
class WorkerDrainTests {

	private final FakeServer server = new FakeServer();

	private long seconds;

	private final WorkerDrain drain = new WorkerDrain(Duration.ofSeconds(3), Duration.ofSeconds(4),
			() -> Duration.ofSeconds(this.seconds++).toNanos());

	@Test
	void runWhenNothingIsConnectedWaitsForLateArrivals() {
		this.drain.run(this.server);
		assertThat(this.server.calls).containsExactly("begin", "sweep", "sweep");
	}

	@Test
	void runEndsWithTheLastConnection() {
		this.server.connections.addAll(List.of(2L, 2L, 0L, 1L));
		this.drain.run(this.server);
		assertThat(this.server.calls).containsExactly("begin", "sweep", "sweep", "sweep", "sweep", "sweep");
	}

	@Test
	void runWhenConnectionsStayEndsWithTheTimeout() {
		this.server.connections.addAll(List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L));
		this.drain.run(this.server);
		assertThat(this.server.calls).hasSize(7);
	}

	@Test
	void runWhenCutReturnsAtOnce() {
		this.drain.cut();
		this.drain.run(this.server);
		assertThat(this.server.calls).containsExactly("begin");
	}

	@Test
	void runWhenInterruptedReturnsAtOnce() {
		Thread.currentThread().interrupt();
		this.drain.run(this.server);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.server.calls).containsExactly("begin");
	}

	/**
	 * A server with the numbers of connections that a test tells.
	 */
	private static final class FakeServer implements DrainedServer {

		private final List<String> calls = new ArrayList<>();

		private final List<Long> connections = new ArrayList<>();

		@Override
		public void beginDraining() {
			this.calls.add("begin");
		}

		@Override
		public void sweepConnections() {
			this.calls.add("sweep");
		}

		@Override
		public long countConnections() {
			return this.connections.isEmpty() ? 0 : this.connections.remove(0);
		}

	}

}
