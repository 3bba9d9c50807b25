package io.github.bootcluster.sample.messages;

import java.time.Duration;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells how many requests this worker and all workers have had. What other workers have
 * counted in the last moment is not in it yet.
 */
@RestController
class CountController {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final Cluster cluster;

	private final ClusterMessenger messenger;

	private final RequestCounter counter;

	CountController(Cluster cluster, ClusterMessenger messenger, RequestCounter counter) {
		this.cluster = cluster;
		this.messenger = messenger;
		this.counter = counter;
	}

	@GetMapping("/count")
	Count count() {
		this.counter.tell();
		// in order: the primary has heard of our own requests before it is asked
		long total = this.messenger.request(ClusterAddress.primary(), new TotalQuery(), Long.class, TIMEOUT).join();
		return new Count(this.cluster.getWorkerId(), this.counter.get(), total);
	}

	/**
	 * Numbers of requests.
	 *
	 * @param workerId the id of the worker, or {@code null} if the application is not
	 * clustered
	 * @param requests the requests to this worker
	 * @param total the requests to all workers since the cluster was started
	 */
	record Count(@Nullable Integer workerId, long requests, long total) {

	}

}
