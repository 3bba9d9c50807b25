package io.github.bootcluster.metrics;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that has the metrics endpoint show
 * all workers.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = MetricsEndpoint.class)
public class MetricsEndpointWebExtension {

	private static final String JSON = "application/json";

	private static final JsonMapper mapper = new JsonMapper();

	private final MetricsEndpoint delegate;

	private final AllWorkers workers;

	private final EndpointPath path;

	/**
	 * Create a new extension.
	 * @param delegate the endpoint of this process
	 * @param workers the workers
	 * @param endpoints supplies the endpoints that have a path
	 */
	public MetricsEndpointWebExtension(MetricsEndpoint delegate, AllWorkers workers,
			Supplier<@Nullable PathMappedEndpoints> endpoints) {
		this.delegate = delegate;
		this.workers = workers;
		this.path = new EndpointPath(EndpointId.of("metrics"), endpoints);
	}

	/**
	 * Return the names of the meters of all workers.
	 * @param relayed the mark of a call that is for this process alone
	 * @return a {@link MetricNamesDescriptor}, or that of Spring Boot for this process
	 */
	@ReadOperation
	public OperationResponseBody listNames(@Nullable RelayedCall relayed) {
		if (!this.workers.answerTogether(relayed)) {
			return this.delegate.listNames();
		}
		RelayRequest request = RelayRequest.get(this.path.resolve(), Map.of(), JSON);
		WorkerAnswers<WorkerMetricNames> answers = this.workers.ask(request,
				(answered) -> read(answered, WorkerMetricNames.class),
				() -> new WorkerMetricNames(this.delegate.listNames().getNames()));
		TreeSet<String> names = new TreeSet<>();
		answers.contents().forEach((content) -> names.addAll(content.names()));
		return new MetricNamesDescriptor(names, answers.omitted());
	}

	/**
	 * Return a meter of all workers.
	 * @param requiredMetricName the name of the meter
	 * @param tag the tags that it is to have, each as {@code key:value}
	 * @param relayed the mark of a call that is for this process alone
	 * @return a {@link MetricDescriptor}, or that of Spring Boot for this process, or
	 * {@code null} if no worker has such a meter
	 */
	@ReadOperation
	public @Nullable OperationResponseBody metric(@Selector String requiredMetricName, @Nullable List<String> tag,
			@Nullable RelayedCall relayed) {
		// refuses what makes no sense before anybody is asked
		MetricsEndpoint.MetricDescriptor own = this.delegate.metric(requiredMetricName, tag);
		if (!this.workers.answerTogether(relayed)) {
			return own;
		}
		List<String> tags = Objects.requireNonNullElse(tag, List.of());
		RelayRequest request = RelayRequest.get(this.path.resolve(requiredMetricName),
				tags.isEmpty() ? Map.of() : Map.of("tag", tags), JSON);
		WorkerAnswers<WorkerMetric> answers = this.workers.ask(request,
				(answered) -> read(answered, WorkerMetric.class), () -> (own != null) ? WorkerMetric.of(own) : null);
		return answers.answers().isEmpty() ? null : MetricMerger.merge(answers, tags);
	}

	private static <T> @Nullable T read(RelayOutcome.Answered answered, Class<T> type) throws IOException {
		return switch (answered.status()) {
			case WebEndpointResponse.STATUS_OK -> parse(answered.body(), type);
			case WebEndpointResponse.STATUS_NOT_FOUND -> null;
			default -> throw new IOException("it answered with status " + answered.status());
		};
	}

	private static <T> T parse(byte[] json, Class<T> type) throws IOException {
		try {
			return mapper.readValue(json, type);
		}
		catch (JacksonException ex) {
			throw new IOException("its answer cannot be read", ex);
		}
	}

	/**
	 * The names of the meters of one worker, as Spring Boot describes them.
	 *
	 * @param names the names
	 */
	private record WorkerMetricNames(Set<String> names) {

	}

}
