package io.github.bootcluster.sample.demo;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Measures round trips of messages between this worker and the primary.
 */
@RestController
@Profile("demo")
class MessagesController {

	private static final int IN_FLIGHT = 64;

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ClusterMessenger messenger;

	MessagesController(ClusterMessenger messenger) {
		this.messenger = messenger;
	}

	@PostMapping(path = "/messages", produces = MediaType.TEXT_PLAIN_VALUE)
	String measure(@RequestParam(defaultValue = "100000") int count) throws InterruptedException {
		Semaphore permits = new Semaphore(IN_FLIGHT);
		Semaphore failures = new Semaphore(0);
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			permits.acquire();
			this.messenger
				.request(ClusterAddress.primary(), new Sample(i, "sample", i * 0.5, true), Sample.class, TIMEOUT)
				.whenComplete((echo, ex) -> {
					failures.release((ex != null) ? 1 : 0);
					permits.release();
				});
		}
		permits.acquire(IN_FLIGHT);
		double seconds = (System.nanoTime() - start) / 1e9;
		return "%.0f round trips per second, %d failures\n".formatted(count / seconds, failures.availablePermits());
	}

}
