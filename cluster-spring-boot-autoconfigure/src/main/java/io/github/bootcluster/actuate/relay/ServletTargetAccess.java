package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Asks Spring Security whether a request may be sent to another path: by its own filters,
 * as if it had been forwarded there. So whatever the rules depend on is in force.
 */
final class ServletTargetAccess {

	private final @Nullable Filter security;

	/**
	 * Create a new access.
	 * @param security the filter chain, or {@code null} if everything is permitted
	 */
	ServletTargetAccess(@Nullable Filter security) {
		this.security = security;
	}

	/**
	 * Ask whether a request is permitted. If it is not, the response is written.
	 * @param request the request
	 * @param path the other path within the application
	 * @return {@code true} if it is permitted
	 */
	boolean permits(HttpServletRequest request, String path) {
		return this.security == null || permits(this.security, new TargetServletRequest(request, path));
	}

	private static boolean permits(Filter filter, HttpServletRequest request) {
		AtomicBoolean permitted = new AtomicBoolean();
		try {
			filter.doFilter(request, getResponse(), (passed, response) -> permitted.set(true));
			return permitted.get();
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException("Spring Security failed for " + request.getRequestURI(), ex);
		}
	}

	private static HttpServletResponse getResponse() {
		ServletRequestAttributes attributes = (ServletRequestAttributes) RequestContextHolder
			.currentRequestAttributes();
		HttpServletResponse response = attributes.getResponse();
		Assert.state(response != null, "The request has no response");
		return response;
	}

}
