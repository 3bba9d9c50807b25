package io.github.bootcluster.sample.messages;

import java.util.concurrent.atomic.AtomicLong;

import io.github.bootcluster.ClusterRequestHandler;
import io.github.bootcluster.event.ClusterMessageEvent;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the number of requests to all workers. Lives in the primary, by
 * {@code cluster.primary.sources}, so it outlasts each of them; workers have one too, but
 * nobody sends it anything, unless the application runs standalone.
 */
@Component
class RequestTotal {

	private final AtomicLong total = new AtomicLong();

	@EventListener
	void add(ClusterMessageEvent<RequestsCounted> event) {
		this.total.addAndGet(event.getPayload().requests());
	}

	@ClusterRequestHandler
	long get(TotalQuery query) {
		return this.total.get();
	}

}
