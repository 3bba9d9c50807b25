package io.github.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

/**
 * The path of an endpoint, which {@code management.endpoints.web.path-mapping} may have
 * changed. It is the same in all workers.
 *
 * @param id the id of the endpoint
 * @param endpoints supplies the endpoints that have a path
 */
record EndpointPath(EndpointId id, Supplier<@Nullable PathMappedEndpoints> endpoints) {

	/**
	 * Return the segments of a path.
	 * @param more the segments after those of the endpoint
	 * @return the segments below the base path of Actuator
	 */
	List<String> resolve(String... more) {
		List<String> segments = new ArrayList<>(List.of(getRootPath().split("/")));
		segments.addAll(List.of(more));
		return segments;
	}

	private String getRootPath() {
		PathMappedEndpoints mapped = this.endpoints.get();
		String path = (mapped != null) ? mapped.getRootPath(this.id) : null;
		return (path != null) ? path : this.id.toString();
	}

}
