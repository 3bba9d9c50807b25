package io.github.bootcluster.actuate.relay;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Waits for results that come later, if what they come by is on the class path.
 */
final class PublishedResult {

	private PublishedResult() {
	}

	/**
	 * Wait for a result.
	 * @param result the result, or what publishes it
	 * @param timeout how long to wait
	 * @return the result, or {@code null} if there is none
	 * @throws IllegalStateException if it does not come in time
	 */
	static @Nullable Object await(@Nullable Object result, Duration timeout) {
		ReactiveAdapter adapter = (result != null)
				? ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result) : null;
		return (adapter != null) ? Reactor.await(adapter, result, timeout) : result;
	}

	/**
	 * Loaded only if there is something to wait for.
	 */
	private static final class Reactor {

		static @Nullable Object await(ReactiveAdapter adapter, @Nullable Object result, Duration timeout) {
			return (adapter.isMultiValue() ? Flux.from(adapter.toPublisher(result)).collectList()
					: Mono.from(adapter.toPublisher(result)))
				.block(timeout);
		}

	}

}
