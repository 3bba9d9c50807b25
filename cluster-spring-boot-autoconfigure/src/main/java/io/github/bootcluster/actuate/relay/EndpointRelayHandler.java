package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.bootcluster.relay.RelayHandler;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponse;

/**
 * {@link RelayHandler} that answers with the endpoints of this process, as its web server
 * does: what is not exposed, or must not be accessed, is not there.
 *
 * @since 0.1.0
 */
public final class EndpointRelayHandler implements RelayHandler {

	private static final Log logger = LogFactory.getLog(EndpointRelayHandler.class);

	private static final Duration RESULT_TIMEOUT = Duration.ofMinutes(1);

	private final Supplier<OperationMappings> mappings;

	private final RelayResponses responses;

	/**
	 * Create a new handler.
	 * @param endpoints supplies the exposed endpoints
	 * @param json writes bodies
	 */
	public EndpointRelayHandler(WebEndpointsSupplier endpoints, EndpointJson json) {
		this.mappings = SingletonSupplier.of(() -> new OperationMappings(endpoints.getEndpoints()));
		this.responses = new RelayResponses(json);
	}

	@Override
	public RelayResponse handle(RelayRequest request) {
		try {
			MatchedOperation operation = this.mappings.get().find(request);
			return respond(PublishedResult.await(OperationInvocation.invoke(operation, request), RESULT_TIMEOUT),
					operation, request);
		}
		catch (UnmatchedRequestException ex) {
			return this.responses.error(ex.getStatus(), ex.getMessage());
		}
		catch (InvalidEndpointRequestException ex) {
			return this.responses.error(WebEndpointResponse.STATUS_BAD_REQUEST,
					Objects.requireNonNullElse(ex.getReason(), ex.getMessage()));
		}
		catch (Exception ex) {
			return fail(ex, request);
		}
	}

	private RelayResponse respond(@Nullable Object result, MatchedOperation operation, RelayRequest request)
			throws IOException {
		if (result == null) {
			return this.responses.empty(request.method().equals("GET") ? WebEndpointResponse.STATUS_NOT_FOUND
					: WebEndpointResponse.STATUS_NO_CONTENT);
		}
		if (result instanceof WebEndpointResponse<?> response) {
			MediaType contentType = (response.getContentType() != null) ? new MediaType(response.getContentType())
					: operation.contentType();
			return respond(response.getStatus(), PublishedResult.await(response.getBody(), RESULT_TIMEOUT), contentType,
					request.range());
		}
		return respond(WebEndpointResponse.STATUS_OK, result, operation.contentType(), request.range());
	}

	private RelayResponse respond(int status, @Nullable Object body, @Nullable MediaType contentType,
			@Nullable String range) throws IOException {
		if (body == null) {
			return this.responses.empty(status);
		}
		if (body instanceof Resource resource) {
			return new ResourceResponse(resource, contentType).open(status, range);
		}
		if (body instanceof byte[] bytes) {
			return this.responses.of(status, bytes, (contentType != null) ? contentType.toString() : null);
		}
		if (body instanceof String text) {
			return this.responses.text(status, text, (contentType != null) ? contentType : MediaType.TEXT_PLAIN);
		}
		return this.responses.json(status, body,
				(contentType != null) ? contentType.toString() : ApiVersion.LATEST.getProducedMimeType().toString());
	}

	private RelayResponse fail(Exception ex, RelayRequest request) {
		if (ex instanceof ErrorResponse response) {
			return this.responses.error(response.getStatusCode().value(), response.getBody().getDetail());
		}
		logger.error("%s of the endpoint %s failed, another worker has passed it on".formatted(request.method(),
				String.join("/", request.path())), ex);
		return this.responses.error(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR,
				"The endpoint failed, the log of the worker holds the reason");
	}

}
