package io.github.bootcluster.metrics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that has one scrape show all
 * workers.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = PrometheusScrapeEndpoint.class)
public class PrometheusScrapeEndpointWebExtension {

	private final FamilyConflicts conflicts = new FamilyConflicts();

	private final PrometheusScrapeEndpoint delegate;

	private final AllWorkers workers;

	private final EndpointPath path;

	/**
	 * Create a new extension.
	 * @param delegate the endpoint of this process
	 * @param workers the workers
	 * @param endpoints supplies the endpoints that have a path
	 */
	public PrometheusScrapeEndpointWebExtension(PrometheusScrapeEndpoint delegate, AllWorkers workers,
			Supplier<@Nullable PathMappedEndpoints> endpoints) {
		this.delegate = delegate;
		this.workers = workers;
		this.path = new EndpointPath(EndpointId.of("prometheus"), endpoints);
	}

	/**
	 * Return the metrics of all workers.
	 * @param format the format
	 * @param includedNames the names of the metrics, or {@code null} for all
	 * @param relayed the mark of a call that is for this process alone
	 * @return the metrics in the given format
	 */
	@ReadOperation(producesFrom = PrometheusOutputFormat.class)
	public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames,
			@Nullable RelayedCall relayed) {
		if (!this.workers.answerTogether(relayed)) {
			return this.delegate.scrape(format, includedNames);
		}
		WorkerAnswers<byte[]> answers = this.workers.ask(getRequest(format, includedNames),
				PrometheusScrapeEndpointWebExtension::read,
				() -> this.delegate.scrape(format, includedNames).getBody());
		return new WebEndpointResponse<>(merge(answers, format, includedNames), format);
	}

	private RelayRequest getRequest(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
		Map<String, List<String>> parameters = (includedNames != null)
				? Map.of("includedNames", List.copyOf(includedNames)) : Map.of();
		return RelayRequest.get(this.path.resolve(), parameters, format.getProducedMimeType().toString());
	}

	private static byte[] read(RelayOutcome.Answered answered) throws IOException {
		if (answered.status() != WebEndpointResponse.STATUS_OK) {
			throw new IOException("it answered with status " + answered.status());
		}
		return answered.body();
	}

	private byte[] merge(WorkerAnswers<byte[]> answers, PrometheusOutputFormat format,
			@Nullable Set<String> includedNames) {
		List<Scrape> scrapes = new ArrayList<>();
		answers.answers()
			.forEach((answer) -> scrapes.add(new Scrape(Integer.toString(answer.worker()), answer.content())));
		if (includedNames == null || includedNames.contains(WorkerPresence.NAME)) {
			scrapes.add(WorkerPresence.of(this.workers.getWorkers(), answers).toScrape(format));
		}
		return getMerger(format).merge(scrapes);
	}

	private ScrapeMerger getMerger(PrometheusOutputFormat format) {
		return switch (format) {
			case CONTENT_TYPE_004 -> new TextScrapeMerger(this.conflicts, "");
			case CONTENT_TYPE_OPENMETRICS_100 -> new TextScrapeMerger(this.conflicts, "# EOF\n");
			case CONTENT_TYPE_PROTOBUF -> new ProtobufScrapeMerger(this.conflicts);
		};
	}

}
