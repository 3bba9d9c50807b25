package io.github.bootcluster.actuate.relay;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.bootcluster.relay.RelayRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the operation that a request is for, as Spring does for requests over HTTP. Only
 * operations of exposed endpoints that may be accessed are known here.
 */
final class OperationMappings {

	private static final int NOT_FOUND = 404;

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final int NOT_ACCEPTABLE = 406;

	/**
	 * The most specific path comes first. Of operations that differ in what they produce
	 * only, it is the first in the alphabet, as with Spring: JSON comes before text.
	 */
	private static final Comparator<MappedOperation> ORDER = Comparator.comparing(MappedOperation::pattern)
		.thenComparing((operation) -> operation.produced().toString());

	private final List<MappedOperation> operations;

	OperationMappings(Collection<ExposableWebEndpoint> endpoints) {
		this.operations = endpoints.stream()
			.map(ExposableEndpoint::getOperations)
			.flatMap(Collection::stream)
			.map(MappedOperation::of)
			.sorted(ORDER)
			.toList();
	}

	/**
	 * Find the operation for a request.
	 * @param request the request
	 * @return the operation
	 * @throws UnmatchedRequestException if there is none
	 */
	MatchedOperation find(RelayRequest request) throws UnmatchedRequestException {
		PathContainer path = PathContainer.parsePath(getPath(request));
		List<MappedOperation> candidates = this.operations.stream()
			.filter((operation) -> operation.hasPath(path))
			.toList();
		if (candidates.isEmpty()) {
			throw new UnmatchedRequestException(NOT_FOUND, "There is no endpoint '" + getName(request) + "'");
		}
		return match(find(candidates, request), request, path);
	}

	private MappedOperation find(List<MappedOperation> candidates, RelayRequest request)
			throws UnmatchedRequestException {
		List<MediaType> accepted = getAccepted(request);
		List<MappedOperation> possible = candidates.stream()
			.filter((operation) -> operation.hasMethod(request.method()))
			.toList();
		if (possible.isEmpty()) {
			throw new UnmatchedRequestException(METHOD_NOT_ALLOWED,
					"The endpoint '" + getName(request) + "' has no operation for " + request.method());
		}
		return possible.stream()
			.filter((operation) -> operation.rank(accepted) < accepted.size())
			.min(Comparator.comparing(MappedOperation::pattern)
				.thenComparingInt((operation) -> operation.rank(accepted)))
			.orElseThrow(() -> notAcceptable(request));
	}

	private MatchedOperation match(MappedOperation operation, RelayRequest request, PathContainer path)
			throws UnmatchedRequestException {
		return new MatchedOperation(operation.operation(), getArguments(operation, request, path),
				operation.negotiate(getAccepted(request)));
	}

	private Map<String, Object> getArguments(MappedOperation operation, RelayRequest request, PathContainer path) {
		Map<String, Object> arguments = new LinkedHashMap<>(getVariables(operation, path));
		String remaining = operation.operation().getRequestPredicate().getMatchAllRemainingPathSegmentsVariable();
		if (remaining != null) {
			arguments.put(remaining, getRemaining(request.path(), operation.countFixedSegments()));
		}
		if (request.body() != null && request.method().equals("POST")) {
			addFields(request.body(), arguments);
		}
		request.parameters()
			.forEach((name, values) -> arguments.put(name, (values.size() != 1) ? values : values.get(0)));
		return arguments;
	}

	private static Map<String, String> getVariables(MappedOperation operation, PathContainer path) {
		PathPattern.PathMatchInfo match = operation.pattern().matchAndExtract(path);
		return (match != null) ? match.getUriVariables() : Map.of();
	}

	private static void addFields(Map<String, @Nullable String> body, Map<String, Object> arguments) {
		body.forEach((name, value) -> {
			if (value != null) {
				arguments.put(name, value);
			}
		});
	}

	private static String[] getRemaining(List<String> path, int fixed) {
		return path.subList(fixed, path.size()).toArray(String[]::new);
	}

	private static List<MediaType> getAccepted(RelayRequest request) throws UnmatchedRequestException {
		try {
			List<MediaType> accepted = MediaType.parseMediaTypes(request.accept());
			MimeTypeUtils.sortBySpecificity(accepted);
			return accepted.isEmpty() ? List.of(MediaType.ALL) : accepted;
		}
		catch (InvalidMediaTypeException ex) {
			throw notAcceptable(request);
		}
	}

	private static UnmatchedRequestException notAcceptable(RelayRequest request) {
		return new UnmatchedRequestException(NOT_ACCEPTABLE,
				"The endpoint '" + getName(request) + "' cannot answer with any of " + request.accept());
	}

	private static String getPath(RelayRequest request) {
		return request.path()
			.stream()
			.map((segment) -> UriUtils.encode(segment, StandardCharsets.UTF_8))
			.collect(Collectors.joining("/", "/", ""));
	}

	private static String getName(RelayRequest request) {
		return String.join("/", request.path());
	}

}
