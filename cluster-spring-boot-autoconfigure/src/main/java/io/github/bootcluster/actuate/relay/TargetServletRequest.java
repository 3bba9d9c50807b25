package io.github.bootcluster.actuate.relay;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UrlPathHelper;

/**
 * A request as if it had been sent to another path of the same servlet.
 */
final class TargetServletRequest extends HttpServletRequestWrapper {

	/**
	 * What Spring remembers of the path.
	 */
	private static final Set<String> PATH_ATTRIBUTES = Set.of(ServletRequestPathUtils.PATH_ATTRIBUTE,
			UrlPathHelper.PATH_ATTRIBUTE);

	private final String servletPrefix;

	private final String path;

	/**
	 * Create a new request.
	 * @param request the request as it was sent
	 * @param path the other path, below that of the servlet, encoded
	 */
	TargetServletRequest(HttpServletRequest request, String path) {
		super(request);
		this.servletPrefix = Objects.requireNonNullElse(ServletRequestPathUtils.getServletPathPrefix(request), "");
		this.path = path;
	}

	@Override
	public String getRequestURI() {
		return getContextPath() + this.servletPrefix + this.path;
	}

	@Override
	public StringBuffer getRequestURL() {
		StringBuffer url = super.getRequestURL();
		return url.replace(url.length() - super.getRequestURI().length(), url.length(), getRequestURI());
	}

	@Override
	public String getServletPath() {
		return this.servletPrefix.isEmpty() ? decode(this.path) : decode(this.servletPrefix);
	}

	@Override
	public @Nullable String getPathInfo() {
		return this.servletPrefix.isEmpty() ? null : decode(this.path);
	}

	@Override
	public @Nullable Object getAttribute(String name) {
		return PATH_ATTRIBUTES.contains(name) ? null : super.getAttribute(name);
	}

	@Override
	public void setAttribute(String name, Object value) {
		if (!PATH_ATTRIBUTES.contains(name)) {
			super.setAttribute(name, value);
		}
	}

	@Override
	public void removeAttribute(String name) {
		if (!PATH_ATTRIBUTES.contains(name)) {
			super.removeAttribute(name);
		}
	}

	private static String decode(String path) {
		return StringUtils.uriDecode(path, StandardCharsets.UTF_8);
	}

}
