package io.github.bootcluster.relay;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request for an Actuator endpoint of one particular worker.
 *
 * @param method the HTTP method: {@code GET}, {@code POST} or {@code DELETE}
 * @param path the path below the base path of Actuator, decoded, such as {@code loggers}
 * and {@code com.example} for {@code /actuator/loggers/com.example}
 * @param parameters the parameters of the query
 * @param body the fields of the body, or {@code null} if there is none
 * @param accept the values of the {@code Accept} header, none if everything is accepted
 * @param range the value of the {@code Range} header, or {@code null} for the whole
 * @param caller who asks, or {@code null} if that is not known
 * @since 0.1.0
 */
public record RelayRequest(String method, List<String> path, Map<String, List<String>> parameters,
		@Nullable Map<String, @Nullable String> body, List<String> accept, @Nullable String range,
		@Nullable Caller caller) {

	/**
	 * Create a new request.
	 * @throws NullPointerException if a segment of the path, a parameter or an accepted
	 * type is {@code null}
	 */
	public RelayRequest {
		path = List.copyOf(path);
		parameters = Map.copyOf(parameters);
		parameters.values().forEach(List::copyOf);
		accept = List.copyOf(accept);
	}

	/**
	 * Create a request that reads.
	 * @param path the path below the base path of Actuator
	 * @param parameters the parameters of the query
	 * @param accept the media type that is accepted
	 * @return the request
	 */
	public static RelayRequest get(List<String> path, Map<String, List<String>> parameters, String accept) {
		return new RelayRequest("GET", path, parameters, null, List.of(accept), null, null);
	}

	/**
	 * Who asks for something.
	 *
	 * @param name the name of the principal
	 * @param authorities what the principal has been granted
	 * @since 0.1.0
	 */
	public record Caller(String name, List<String> authorities) {

		/**
		 * Create a new caller.
		 * @throws NullPointerException if an authority is {@code null}
		 */
		public Caller {
			authorities = List.copyOf(authorities);
		}

	}

}
