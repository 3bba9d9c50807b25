package io.github.bootcluster.actuate.relay;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.StringUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * An operation with the requests that it is for.
 *
 * @param operation the operation
 * @param pattern the paths
 * @param produced the media types of its answers, any if there is none
 */
record MappedOperation(WebOperation operation, PathPattern pattern, List<MediaType> produced) {

	static MappedOperation of(WebOperation operation) {
		return new MappedOperation(operation,
				PathPatternParser.defaultInstance.parse("/" + operation.getRequestPredicate().getPath()),
				MediaType.parseMediaTypes(List.copyOf(operation.getRequestPredicate().getProduces())));
	}

	boolean hasMethod(String method) {
		return this.operation.getRequestPredicate().getHttpMethod().name().equals(method);
	}

	boolean hasPath(PathContainer path) {
		return this.pattern.matches(path);
	}

	/**
	 * Return how well the answers are accepted.
	 * @param accepted what is accepted, the best first
	 * @return the index of the first media type that an answer can have, or the number of
	 * media types if there is none
	 */
	int rank(List<MediaType> accepted) {
		return IntStream.range(0, accepted.size())
			.filter((index) -> this.produced.isEmpty()
					|| this.produced.stream().anyMatch(accepted.get(index)::isCompatibleWith))
			.findFirst()
			.orElse(accepted.size());
	}

	/**
	 * Return the media type to answer with.
	 * @param accepted what is accepted, the best first
	 * @return the media type, or {@code null} if none of the operation's is accepted
	 */
	@Nullable MediaType negotiate(List<MediaType> accepted) {
		return accepted.stream()
			.flatMap((candidate) -> this.produced.stream().filter(candidate::isCompatibleWith))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the number of segments before those that one variable takes all of.
	 * @return the number of segments
	 */
	int countFixedSegments() {
		return StringUtils.tokenizeToStringArray(this.pattern.getPatternString(), "/").length - 1;
	}

}
