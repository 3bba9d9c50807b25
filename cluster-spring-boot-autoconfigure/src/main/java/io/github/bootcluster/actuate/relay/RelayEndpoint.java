package io.github.bootcluster.actuate.relay;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.WebOperationRequestPredicate;

/**
 * The front as an endpoint: below the path of the endpoint of the cluster, and with those
 * of its methods that are left to it. So who must not change the cluster must not change
 * anything by way of it either.
 *
 * @param cluster the endpoint of the cluster, as it is exposed
 * @param paths the paths of the front
 */
record RelayEndpoint(ExposableWebEndpoint cluster, RelayPaths paths) implements ExposableWebEndpoint {

	private static final EndpointId ID = EndpointId.of("cluster");

	/**
	 * Find the front.
	 * @param endpoints the endpoints that are exposed
	 * @param basePath the base path of Actuator
	 * @return the front, or nothing if the cluster is not exposed
	 */
	static Collection<ExposableWebEndpoint> find(Collection<ExposableWebEndpoint> endpoints, String basePath) {
		return endpoints.stream()
			.filter((endpoint) -> endpoint.getEndpointId().equals(ID))
			.<ExposableWebEndpoint>map(
					(endpoint) -> new RelayEndpoint(endpoint, new RelayPaths(basePath, endpoint.getRootPath())))
			.toList();
	}

	@Override
	public EndpointId getEndpointId() {
		return this.cluster.getEndpointId();
	}

	@Override
	public Access getDefaultAccess() {
		return this.cluster.getDefaultAccess();
	}

	@Override
	public String getRootPath() {
		return this.cluster.getRootPath();
	}

	@Override
	public Collection<WebOperation> getOperations() {
		return this.cluster.getOperations()
			.stream()
			.map(WebOperation::getType)
			.distinct()
			.<WebOperation>map(RelayOperation::new)
			.toList();
	}

	/**
	 * All requests of one method. What is done with them is up to the web framework.
	 */
	private final class RelayOperation implements WebOperation {

		private final OperationType type;

		RelayOperation(OperationType type) {
			this.type = type;
		}

		@Override
		public String getId() {
			return getEndpointId() + "-worker-endpoint";
		}

		@Override
		public boolean isBlocking() {
			return true;
		}

		@Override
		public WebOperationRequestPredicate getRequestPredicate() {
			return new WebOperationRequestPredicate(RelayEndpoint.this.paths.getPattern(), getMethod(), List.of(),
					List.of());
		}

		private WebEndpointHttpMethod getMethod() {
			return switch (this.type) {
				case READ -> WebEndpointHttpMethod.GET;
				case WRITE -> WebEndpointHttpMethod.POST;
				case DELETE -> WebEndpointHttpMethod.DELETE;
			};
		}

		@Override
		public OperationType getType() {
			return this.type;
		}

		@Override
		public @Nullable Object invoke(InvocationContext context) {
			throw new UnsupportedOperationException("Requests are passed on, not answered");
		}

	}

}
