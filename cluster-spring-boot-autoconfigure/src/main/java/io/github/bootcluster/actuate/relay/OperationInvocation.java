package io.github.bootcluster.actuate.relay;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.ProducibleOperationArgumentResolver;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * Calls operations of this process as its web server would, except that the operation can
 * tell that another worker passed the request on.
 */
final class OperationInvocation {

	/**
	 * The name of an argument that no operation has: an answer for this process must not
	 * come from Spring Boot's cache of answers, nor get into it, and only calls without
	 * arguments are cached.
	 */
	private static final String UNCACHED = "bootcluster.relayed";

	private OperationInvocation() {
	}

	static @Nullable Object invoke(MatchedOperation matched, RelayRequest request) {
		return matched.operation()
			.invoke(new InvocationContext(getSecurityContext(request), getArguments(matched),
					OperationArgumentResolver.of(RelayedCall.class, () -> RelayedCall.INSTANCE),
					OperationArgumentResolver.of(WebServerNamespace.class, () -> WebServerNamespace.SERVER),
					new ProducibleOperationArgumentResolver(request::accept)));
	}

	private static SecurityContext getSecurityContext(RelayRequest request) {
		return (request.caller() != null) ? new RelayedSecurityContext(request.caller()) : SecurityContext.NONE;
	}

	private static Map<String, Object> getArguments(MatchedOperation matched) {
		Map<String, Object> arguments = new LinkedHashMap<>(matched.arguments());
		arguments.put(UNCACHED, true);
		return arguments;
	}

}
