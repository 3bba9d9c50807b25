package io.github.bootcluster.actuate.relay;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.boot.webflux.actuate.endpoint.web.WebFluxEndpointHandlerMapping;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * {@link AbstractWebFluxEndpointHandlerMapping} for the endpoints of other workers, with
 * Spring WebFlux. It comes before the {@link WebFluxEndpointHandlerMapping}.
 *
 * @since 0.1.0
 */
public final class RelayWebFluxEndpointHandlerMapping extends AbstractWebFluxEndpointHandlerMapping {

	private static final int ORDER = -101;

	private static final int BUFFER_SIZE = 16 * 1024;

	private final RelayFront front;

	private final ReactiveTargetAccess access;

	/**
	 * Create a new mapping.
	 * @param endpointMapping the base mapping of all endpoints
	 * @param endpoints the web endpoints of this process
	 * @param endpointMediaTypes media types consumed and produced by the endpoints
	 * @param corsConfiguration the CORS configuration of the endpoints, or {@code null}
	 * @param front passes requests on
	 * @param security the filter chain of Spring Security, or {@code null}
	 */
	public RelayWebFluxEndpointHandlerMapping(EndpointMapping endpointMapping,
			Collection<ExposableWebEndpoint> endpoints, EndpointMediaTypes endpointMediaTypes,
			@Nullable CorsConfiguration corsConfiguration, RelayFront front, @Nullable WebFilter security) {
		super(endpointMapping, RelayEndpoint.find(endpoints, endpointMapping.getPath()), endpointMediaTypes,
				corsConfiguration, false);
		this.front = front;
		this.access = new ReactiveTargetAccess(security);
		setOrder(ORDER);
	}

	@Override
	protected ReactiveWebOperation wrapReactiveWebOperation(ExposableWebEndpoint endpoint, WebOperation operation,
			ReactiveWebOperation reactiveWebOperation) {
		return new RelayWebOperation(((RelayEndpoint) endpoint).paths(),
				operation.getRequestPredicate().getHttpMethod().name());
	}

	@Override
	protected LinksHandler getLinksHandler() {
		throw new UnsupportedOperationException("There are no links");
	}

	/**
	 * Passes requests of one method on.
	 */
	private final class RelayWebOperation implements ReactiveWebOperation {

		private final RelayPaths paths;

		private final String method;

		RelayWebOperation(RelayPaths paths, String method) {
			this.paths = paths;
			this.method = method;
		}

		@Override
		public Mono<ResponseEntity<Object>> handle(ServerWebExchange exchange, @Nullable Map<String, String> body) {
			RelayTarget target = this.paths.getTarget(exchange.getRequest().getPath().pathWithinApplication());
			return RelayWebFluxEndpointHandlerMapping.this.access.permits(exchange, this.paths.getDirectPath(target))
				.filter(Boolean::booleanValue)
				.flatMap((permitted) -> toRelayRequest(exchange, target, body))
				.flatMap((request) -> pass(target, request))
				.flatMap((response) -> write(response, exchange.getResponse()))
				// the response is written
				.then(Mono.empty());
		}

		private Mono<RelayRequest> toRelayRequest(ServerWebExchange exchange, RelayTarget target,
				@Nullable Map<String, String> body) {
			ServerHttpRequest request = exchange.getRequest();
			List<String> accept = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
			String range = request.getHeaders().getFirst(HttpHeaders.RANGE);
			return exchange.getPrincipal()
				.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.map((principal) -> new RelayRequest(this.method, target.path(), getParameters(request), body, accept,
						range, RelayCallers.get(principal.orElse(null))));
		}

		private Map<String, List<String>> getParameters(ServerHttpRequest request) {
			Map<String, List<String>> parameters = new LinkedHashMap<>();
			// a parameter without a value, such as '?live'
			request.getQueryParams()
				.forEach((name, values) -> parameters.put(name,
						values.stream().map((value) -> Objects.requireNonNullElse(value, "")).toList()));
			return parameters;
		}

		private Mono<RelayResponse> pass(RelayTarget target, RelayRequest request) {
			return Mono.fromCallable(() -> RelayWebFluxEndpointHandlerMapping.this.front.pass(target.worker(), request))
				.subscribeOn(Schedulers.boundedElastic());
		}

		private Mono<Void> write(RelayResponse relayed, ServerHttpResponse response) {
			response.setStatusCode(HttpStatusCode.valueOf(relayed.status()));
			relayed.headers().forEach(response.getHeaders()::set);
			Mono<Void> written = RelayResponses.hasBody(relayed) ? response.writeWith(read(relayed, response))
					: response.setComplete();
			return written.doFinally((signal) -> RelayResponses.close(relayed));
		}

		private Flux<DataBuffer> read(RelayResponse relayed, ServerHttpResponse response) {
			return DataBufferUtils.readInputStream(relayed::body, response.bufferFactory(), BUFFER_SIZE)
				.subscribeOn(Schedulers.boundedElastic());
		}

		@Override
		public String toString() {
			return "Actuator web endpoints of workers";
		}

	}

}
