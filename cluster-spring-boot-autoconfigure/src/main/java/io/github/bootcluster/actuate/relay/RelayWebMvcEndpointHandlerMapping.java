package io.github.bootcluster.actuate.relay;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * {@link AbstractWebMvcEndpointHandlerMapping} for the endpoints of other workers, with
 * Spring MVC. It comes before the {@link WebMvcEndpointHandlerMapping}.
 *
 * @since 0.1.0
 */
public final class RelayWebMvcEndpointHandlerMapping extends AbstractWebMvcEndpointHandlerMapping {

	private static final int ORDER = -101;

	private final RelayFront front;

	private final ServletTargetAccess access;

	/**
	 * Create a new mapping.
	 * @param endpointMapping the base mapping of all endpoints
	 * @param endpoints the web endpoints of this process
	 * @param endpointMediaTypes media types consumed and produced by the endpoints
	 * @param corsConfiguration the CORS configuration of the endpoints, or {@code null}
	 * @param front passes requests on
	 * @param security the filter chain of Spring Security, or {@code null}
	 */
	public RelayWebMvcEndpointHandlerMapping(EndpointMapping endpointMapping,
			Collection<ExposableWebEndpoint> endpoints, EndpointMediaTypes endpointMediaTypes,
			@Nullable CorsConfiguration corsConfiguration, RelayFront front, @Nullable Filter security) {
		super(endpointMapping, RelayEndpoint.find(endpoints, endpointMapping.getPath()), endpointMediaTypes,
				corsConfiguration, false);
		this.front = front;
		this.access = new ServletTargetAccess(security);
		setOrder(ORDER);
	}

	@Override
	protected ServletWebOperation wrapServletWebOperation(ExposableWebEndpoint endpoint, WebOperation operation,
			ServletWebOperation servletWebOperation) {
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
	private final class RelayWebOperation implements ServletWebOperation {

		private final RelayPaths paths;

		private final String method;

		RelayWebOperation(RelayPaths paths, String method) {
			this.paths = paths;
			this.method = method;
		}

		@Override
		public @Nullable Object handle(HttpServletRequest request, @Nullable Map<String, String> body) {
			RelayTarget target = this.paths
				.getTarget(ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication());
			if (!RelayWebMvcEndpointHandlerMapping.this.access.permits(request, this.paths.getDirectPath(target))) {
				return null;
			}
			RelayResponse response = RelayWebMvcEndpointHandlerMapping.this.front.pass(target.worker(),
					toRelayRequest(request, target, body));
			return toResponseEntity(response, request);
		}

		private RelayRequest toRelayRequest(HttpServletRequest request, RelayTarget target,
				@Nullable Map<String, String> body) {
			return new RelayRequest(this.method, target.path(), getParameters(request), body,
					Collections.list(request.getHeaders(HttpHeaders.ACCEPT)), request.getHeader(HttpHeaders.RANGE),
					RelayCallers.get(request.getUserPrincipal()));
		}

		private Map<String, List<String>> getParameters(HttpServletRequest request) {
			return request.getParameterMap()
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (parameter) -> Arrays.asList(parameter.getValue())));
		}

		private ResponseEntity<?> toResponseEntity(RelayResponse response, HttpServletRequest request) {
			ResponseEntity.BodyBuilder builder = ResponseEntity.status(response.status())
				.headers((headers) -> response.headers().forEach(headers::set));
			if (request.getMethod().equals(HttpMethod.HEAD.name()) || !RelayResponses.hasBody(response)) {
				RelayResponses.close(response);
				return builder.build();
			}
			// of this very class: the range was taken already
			return builder.body(new InputStreamResource(response.body()));
		}

		@Override
		public String toString() {
			return "Actuator web endpoints of workers";
		}

	}

}
