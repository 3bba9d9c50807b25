package io.github.bootcluster.actuate.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * The paths of the front: {@code cluster/2/env} stands for {@code env} of worker 2.
 */
final class RelayPaths {

	private final String basePath;

	private final String rootPath;

	/**
	 * Create new paths.
	 * @param basePath the base path of Actuator
	 * @param rootPath the path of the endpoint of the cluster, below that
	 */
	RelayPaths(String basePath, String rootPath) {
		this.basePath = basePath;
		this.rootPath = rootPath;
	}

	/**
	 * Return the pattern of the paths, below the base path.
	 * @return the pattern
	 */
	String getPattern() {
		return this.rootPath + "/{worker}/{endpoint}/{*path}";
	}

	/**
	 * Return what a path stands for.
	 * @param path the path within the application, which fits the pattern
	 * @return the target
	 */
	RelayTarget getTarget(PathContainer path) {
		List<String> segments = path.elements()
			.stream()
			.filter(PathSegment.class::isInstance)
			.map((element) -> ((PathSegment) element).valueToMatch())
			.toList();
		int prefix = countSegments(this.basePath) + countSegments(this.rootPath);
		return new RelayTarget(segments.get(prefix), segments.subList(prefix + 1, segments.size()));
	}

	/**
	 * Return the path that leads to a target directly.
	 * @param target the target
	 * @return the path within the application, encoded
	 */
	String getDirectPath(RelayTarget target) {
		return target.path()
			.stream()
			.map((segment) -> UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8))
			.collect(Collectors.joining("/", this.basePath + "/", ""));
	}

	private static int countSegments(String path) {
		return StringUtils.tokenizeToStringArray(path, "/").length;
	}

}
