package io.github.bootcluster.actuate.relay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Makes one response of what came of a request that was passed to all workers: 200 if all
 * of them have answered with success, else the status that is common to all, else 502.
 */
final class OutcomesDescriber {

	private static final int OK = 200;

	private static final int BAD_GATEWAY = 502;

	private static final int SERVICE_UNAVAILABLE = 503;

	private static final MediaType ANY_JSON = new MediaType("application", "*+json");

	private final EndpointJson json;

	private final RelayResponses responses;

	OutcomesDescriber(EndpointJson json) {
		this.json = json;
		this.responses = new RelayResponses(json);
	}

	RelayResponse describe(SortedMap<Integer, RelayOutcome> outcomes) {
		SortedMap<Integer, OutcomeDescriptor> workers = new TreeMap<>();
		outcomes.forEach((id, outcome) -> workers.put(id, describe(outcome)));
		return this.responses.json(getStatus(outcomes), new OutcomesDescriptor(workers),
				MediaType.APPLICATION_JSON_VALUE);
	}

	private static int getStatus(Map<Integer, RelayOutcome> outcomes) {
		List<Integer> statuses = outcomes.values().stream().map(OutcomesDescriber::getStatus).distinct().toList();
		return (statuses.size() == 1) ? statuses.get(0) : BAD_GATEWAY;
	}

	private static int getStatus(RelayOutcome outcome) {
		if (outcome instanceof RelayOutcome.Answered answered) {
			return (answered.status() / 100 == 2) ? OK : answered.status();
		}
		return SERVICE_UNAVAILABLE;
	}

	private OutcomeDescriptor describe(RelayOutcome outcome) {
		if (outcome instanceof RelayOutcome.Answered answered) {
			return new OutcomeDescriptor(answered.status(), getBody(answered), null);
		}
		return new OutcomeDescriptor(null, null, ((RelayOutcome.Unanswered) outcome).reason());
	}

	private @Nullable Object getBody(RelayOutcome.Answered answered) {
		return (answered.body().length > 0) ? getBody(answered.body(), getContentType(answered)) : null;
	}

	private Object getBody(byte[] body, MediaType contentType) {
		if (MediaType.APPLICATION_JSON.includes(contentType) || ANY_JSON.includes(contentType)) {
			return readJson(body);
		}
		return isText(contentType) ? readText(body, contentType) : body;
	}

	private Object readJson(byte[] body) {
		try {
			return this.json.read(body);
		}
		catch (JacksonException ex) {
			return readText(body, MediaType.APPLICATION_JSON);
		}
	}

	private static boolean isText(MediaType contentType) {
		return contentType.getType().equals("text") || contentType.getCharset() != null;
	}

	private static String readText(byte[] body, MediaType contentType) {
		return new String(body, Objects.requireNonNullElse(contentType.getCharset(), StandardCharsets.UTF_8));
	}

	private static MediaType getContentType(RelayOutcome.Answered answered) {
		try {
			String value = answered.headers().get(HttpHeaders.CONTENT_TYPE);
			return (value != null) ? MediaType.parseMediaType(value) : MediaType.APPLICATION_OCTET_STREAM;
		}
		catch (InvalidMediaTypeException ex) {
			return MediaType.APPLICATION_OCTET_STREAM;
		}
	}

	/**
	 * Description of what came of a request.
	 *
	 * @param workers what came of it, by the ids of the workers
	 */
	record OutcomesDescriptor(SortedMap<Integer, OutcomeDescriptor> workers) implements OperationResponseBody {

	}

	/**
	 * Description of what came of a request that was passed to one of the workers.
	 *
	 * @param status the HTTP status of the answer, or {@code null} if there is none
	 * @param body the body: what it holds if it is JSON, else a text, in Base64 if it is
	 * none; {@code null} if there is none
	 * @param error why there is no answer, or {@code null} if there is one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record OutcomeDescriptor(@Nullable Integer status, @Nullable Object body, @Nullable String error) {

	}

}
