package io.github.bootcluster.metrics;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.bootcluster.ClusterWorker;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * A gauge that tells of each worker whether its metrics are part of a scrape.
 *
 * @param workers whether they are, by the ids of the workers
 */
record WorkerPresence(SortedMap<Integer, Boolean> workers) {

	static final String NAME = "cluster_worker_up";

	static WorkerPresence of(List<ClusterWorker> workers, WorkerAnswers<?> answers) {
		SortedMap<Integer, Boolean> presence = new TreeMap<>();
		workers.forEach((worker) -> presence.put(worker.id(), false));
		answers.answers().forEach((answer) -> presence.put(answer.worker(), true));
		return new WorkerPresence(presence);
	}

	/**
	 * Write the gauge as Spring Boot writes all others.
	 * @param format the format
	 * @return a scrape of nothing but this gauge
	 */
	Scrape toScrape(PrometheusOutputFormat format) {
		PrometheusRegistry registry = new PrometheusRegistry();
		registry.register(this::toSnapshot);
		byte[] content = new PrometheusScrapeEndpoint(registry, null).scrape(format, null).getBody();
		return new Scrape(null, Objects.requireNonNull(content));
	}

	private GaugeSnapshot toSnapshot() {
		GaugeSnapshot.Builder snapshot = GaugeSnapshot.builder()
			.name(NAME)
			.help("Whether the metrics of a worker are part of this answer");
		this.workers.forEach((id,
				present) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
					.labels(Labels.of(WorkerTag.KEY, id.toString()))
					.value(present ? 1 : 0)
					.build()));
		return snapshot.build();
	}

}
