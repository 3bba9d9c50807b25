package io.github.bootcluster.channel;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/**
 * Waits for facts that come about within milliseconds.
 */
final class Eventually {

	private Eventually() {
	}

	static void until(Callable<Boolean> fact) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(2))
			.until(fact);
	}

}
