package io.github.bootcluster.actuate.relay;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * Asks Spring Security whether a request may be sent to another path: by its own filters,
 * as if it had been sent there. So whatever the rules depend on is in force.
 */
final class ReactiveTargetAccess {

	private final @Nullable WebFilter security;

	/**
	 * Create a new access.
	 * @param security the filter chain, or {@code null} if everything is permitted
	 */
	ReactiveTargetAccess(@Nullable WebFilter security) {
		this.security = security;
	}

	/**
	 * Ask whether a request is permitted. If it is not, the response is written.
	 * @param exchange the request
	 * @param path the other path within the application, encoded
	 * @return {@code true} if it is permitted
	 */
	Mono<Boolean> permits(ServerWebExchange exchange, String path) {
		return (this.security != null) ? permits(this.security, exchange, path) : Mono.just(true);
	}

	private static Mono<Boolean> permits(WebFilter filter, ServerWebExchange exchange, String path) {
		AtomicBoolean permitted = new AtomicBoolean();
		return filter.filter(withPath(exchange, path), (passed) -> Mono.fromRunnable(() -> permitted.set(true)))
			.then(Mono.fromSupplier(permitted::get));
	}

	private static ServerWebExchange withPath(ServerWebExchange exchange, String path) {
		String contextPath = exchange.getRequest().getPath().contextPath().value();
		return exchange.mutate().request((request) -> request.path(contextPath + path)).build();
	}

}
