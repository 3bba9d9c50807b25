package io.github.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.micrometer.core.instrument.Statistic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricMerger}.
 */
class MetricMergerTests {

	@Test
	void timersAreAddedUpExceptForTheirMaximum() {
		WorkerMetric first = metric("http", "seconds", sample(Statistic.COUNT, 3), sample(Statistic.TOTAL_TIME, 1.5),
				sample(Statistic.MAX, 0.7));
		WorkerMetric second = metric("http", "seconds", sample(Statistic.COUNT, 4), sample(Statistic.TOTAL_TIME, 2.5),
				sample(Statistic.MAX, 0.2));
		assertThat(merge(first, second).measurements()).containsExactly(all(Statistic.COUNT, 7),
				all(Statistic.TOTAL_TIME, 4), all(Statistic.MAX, 0.7));
	}

	@Test
	void longTaskTimersAreAddedUp() {
		WorkerMetric metric = metric("active", "seconds", sample(Statistic.ACTIVE_TASKS, 3),
				sample(Statistic.DURATION, 1.5));
		assertThat(merge(metric, metric).measurements()).containsExactly(all(Statistic.ACTIVE_TASKS, 6),
				all(Statistic.DURATION, 3));
	}

	@Test
	void valuesWhenTheyCountThingsAreAddedUp() {
		assertThat(merge(metric("jvm.threads.live", "threads", sample(Statistic.VALUE, 30)),
				metric("jvm.threads.live", "threads", sample(Statistic.VALUE, 12)))
			.measurements()).containsExactly(all(Statistic.VALUE, 42));
	}

	@Test
	void valuesWhenTheyDoNotStandSideBySide() {
		assertThat(merge(metric("process.cpu.usage", null, sample(Statistic.VALUE, 0.5)),
				metric("process.cpu.usage", null, sample(Statistic.VALUE, 0.25)))
			.measurements()).containsExactly(new MetricDescriptor.Sample(Statistic.VALUE, 0.5, 1),
					new MetricDescriptor.Sample(Statistic.VALUE, 0.25, 2));
	}

	@Test
	void valueThatOneWorkerDoesNotKnowDoesNotSpoilTheSum() {
		assertThat(merge(metric("a", "bytes", sample(Statistic.VALUE, Double.NaN)),
				metric("a", "bytes", sample(Statistic.VALUE, 5)))
			.measurements()).containsExactly(all(Statistic.VALUE, 5));
	}

	@Test
	void valueThatNoWorkerKnowsIsNotANumber() {
		assertThat(merge(metric("a", "bytes", sample(Statistic.MAX, Double.NaN))).measurements())
			.containsExactly(all(Statistic.MAX, Double.NaN));
	}

	@Test
	void tagsAreUnited() {
		assertThat(merge(tagged("y", "1"), tagged("z", "2")).availableTags()).containsExactly(
				new MetricDescriptor.AvailableTag("worker", new TreeSet<>(Set.of("1", "2"))),
				new MetricDescriptor.AvailableTag("x", new TreeSet<>(Set.of("y", "z"))));
	}

	@Test
	void metersOfThePrimaryCountOnce() {
		WorkerMetric metric = new WorkerMetric("cluster.worker.restarts", null, null,
				List.of(sample(Statistic.COUNT, 3)),
				List.of(new WorkerMetric.AvailableTag("worker", Set.of("primary"))));
		assertThat(merge(metric, metric).measurements()).containsExactly(all(Statistic.COUNT, 3));
	}

	@Test
	void metersOfThePrimaryWhenAskedForCountOnce() {
		WorkerMetric metric = metric("cluster.worker.restarts", null, sample(Statistic.COUNT, 3));
		WorkerAnswers<WorkerMetric> answers = new WorkerAnswers<>(
				List.of(new WorkerAnswer<>(1, metric), new WorkerAnswer<>(2, metric)), List.of());
		assertThat(MetricMerger.merge(answers, List.of("reason:crash", "worker:primary")).measurements())
			.containsExactly(all(Statistic.COUNT, 3));
	}

	private static MetricDescriptor merge(WorkerMetric... metrics) {
		List<WorkerAnswer<WorkerMetric>> answers = new ArrayList<>();
		for (WorkerMetric metric : metrics) {
			answers.add(new WorkerAnswer<>(answers.size() + 1, metric));
		}
		return MetricMerger.merge(new WorkerAnswers<>(answers, List.of()), List.of());
	}

	private static WorkerMetric metric(String name, @Nullable String unit, WorkerMetric.Sample... samples) {
		return new WorkerMetric(name, null, unit, List.of(samples), List.of());
	}

	private static WorkerMetric tagged(String x, String worker) {
		return new WorkerMetric("a", null, null, List.of(), List.of(new WorkerMetric.AvailableTag("x", Set.of(x)),
				new WorkerMetric.AvailableTag("worker", Set.of(worker))));
	}

	private static WorkerMetric.Sample sample(Statistic statistic, double value) {
		return new WorkerMetric.Sample(statistic, value);
	}

	private static MetricDescriptor.Sample all(Statistic statistic, double value) {
		return new MetricDescriptor.Sample(statistic, value, null);
	}

}
