package io.github.bootcluster.actuate.relay;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;

/**
 * Writes JSON as Spring Boot does for its endpoints: bodies of its own with a mapper of
 * their own, others with that of the application.
 *
 * @since 0.1.0
 */
public final class EndpointJson {

	private final Supplier<JsonMapper> endpointMapper;

	private final Supplier<JsonMapper> mapper;

	/**
	 * Create a new instance.
	 * @param endpointMapper provides the mapper of endpoints, if there is one
	 * @param mapper provides the mapper of the application, if there is one
	 */
	public EndpointJson(ObjectProvider<EndpointJsonMapper> endpointMapper, ObjectProvider<JsonMapper> mapper) {
		this.mapper = () -> orDefault(mapper.getIfUnique());
		this.endpointMapper = () -> {
			EndpointJsonMapper found = endpointMapper.getIfUnique();
			return (found != null) ? found.get() : this.mapper.get();
		};
	}

	private static JsonMapper orDefault(@Nullable JsonMapper mapper) {
		return (mapper != null) ? mapper : JsonMapper.shared();
	}

	/**
	 * Write a body.
	 * @param body the body
	 * @return the JSON in UTF-8
	 */
	byte[] write(Object body) {
		return getMapper(body).writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Read a body to put it into another one.
	 * @param json the JSON in UTF-8
	 * @return the tree of values
	 */
	Object read(byte[] json) {
		return this.endpointMapper.get().readTree(json);
	}

	private JsonMapper getMapper(Object body) {
		return (body instanceof OperationResponseBody) ? this.endpointMapper.get() : this.mapper.get();
	}

}
