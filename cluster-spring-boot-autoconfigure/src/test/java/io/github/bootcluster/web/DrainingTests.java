package io.github.bootcluster.web;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Draining}.
 */
class DrainingTests {

	private final AtomicInteger sweeps = new AtomicInteger();

	private final Draining draining = new Draining();

	@BeforeEach
	void addSweep() {
		this.draining.addSweep(this.sweeps::incrementAndGet);
	}

	@Test
	void sweepWhenNotActiveDoesNothing() {
		this.draining.sweep();
		assertThat(this.draining.isActive()).isFalse();
		assertThat(this.sweeps).hasValue(0);
	}

	@Test
	void beginSweepsOnce() {
		this.draining.begin();
		this.draining.begin();
		assertThat(this.draining.isActive()).isTrue();
		assertThat(this.sweeps).hasValue(1);
	}

	@Test
	void sweepWhenActiveSweeps() {
		this.draining.begin();
		this.draining.sweep();
		assertThat(this.sweeps).hasValue(2);
	}

	@Test
	void endsConnectionUnlessProtocolIsSwitched() {
		assertThat(this.draining.endsConnection(null)).isFalse();
		this.draining.begin();
		assertThat(this.draining.endsConnection(null)).isTrue();
		assertThat(this.draining.endsConnection("h2c")).isTrue();
		assertThat(this.draining.endsConnection("websocket")).isFalse();
	}

	@Test
	void closeWebSocketsReturnsSumOfServers() {
		this.draining.addWebSocketClosing(() -> 1);
		this.draining.addWebSocketClosing(() -> 2);
		assertThat(this.draining.closeWebSockets()).isEqualTo(3);
	}

}
