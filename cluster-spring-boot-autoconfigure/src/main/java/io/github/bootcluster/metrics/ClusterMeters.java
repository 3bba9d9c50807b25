package io.github.bootcluster.metrics;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.RestartReason;
import io.github.bootcluster.messaging.MessageCounts;
import io.github.bootcluster.worker.ClusterFigures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterBinder} for what a worker knows of the cluster, and for its own messages.
 * What the primary has counted has the tag {@code worker} with the value {@code primary},
 * as it is the same in all workers. Nothing is bound in a process that is no worker.
 *
 * @since 0.1.0
 */
public final class ClusterMeters implements MeterBinder {

	private final Cluster cluster;

	private final @Nullable ClusterFigures figures;

	private final @Nullable MessageCounts messages;

	/**
	 * Create a new binder.
	 * @param cluster this process as a member of the cluster
	 * @param figures what the primary counts, or {@code null} without a primary
	 * @param messages the messages of this process, or {@code null} if nobody counts them
	 */
	public ClusterMeters(Cluster cluster, @Nullable ClusterFigures figures, @Nullable MessageCounts messages) {
		this.cluster = cluster;
		this.figures = figures;
		this.messages = messages;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.cluster.getRole() != ClusterRole.WORKER) {
			return;
		}
		for (WorkerState state : WorkerState.values()) {
			bindWorkers(state, registry);
		}
		if (this.figures != null) {
			bindFigures(this.figures, registry);
		}
		if (this.messages != null) {
			bindMessages(this.messages, registry);
		}
	}

	private void bindWorkers(WorkerState state, MeterRegistry registry) {
		Gauge.builder("cluster.workers", this.cluster, (cluster) -> count(cluster, state))
			.description("Number of workers by their state")
			.baseUnit("workers")
			.tags(tagsOfPrimary("state", state))
			.register(registry);
	}

	private static long count(Cluster cluster, WorkerState state) {
		return cluster.getWorkers().stream().filter((worker) -> worker.state() == state).count();
	}

	private void bindFigures(ClusterFigures figures, MeterRegistry registry) {
		for (RestartReason reason : RestartReason.values()) {
			bindRestarts(figures, reason, registry);
		}
		FunctionTimer
			.builder("cluster.worker.start", figures, (source) -> source.getLatest().starts().count(),
					(source) -> source.getLatest().starts().total().toNanos(), TimeUnit.NANOSECONDS)
			.description("Time that workers took from their launch until they served requests")
			.tags(Tags.of(WorkerTag.ofPrimary()))
			.register(registry);
		TimeGauge
			.builder("cluster.worker.start.max", figures, TimeUnit.NANOSECONDS,
					(source) -> source.getLatest().starts().longest().toNanos())
			.description("Longest time that a worker took to start since the primary did")
			.tags(Tags.of(WorkerTag.ofPrimary()))
			.register(registry);
	}

	private void bindRestarts(ClusterFigures figures, RestartReason reason, MeterRegistry registry) {
		FunctionCounter
			.builder("cluster.worker.restarts", figures,
					(source) -> source.getLatest().restarts().getOrDefault(reason, 0L))
			.description("Number of processes that took over from another process of the same worker")
			.tags(tagsOfPrimary("reason", reason))
			.register(registry);
	}

	private static Tags tagsOfPrimary(String key, Enum<?> value) {
		return Tags.of(WorkerTag.ofPrimary()).and(key, value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	private void bindMessages(MessageCounts messages, MeterRegistry registry) {
		FunctionCounter.builder("cluster.messages", messages, MessageCounts::getSent)
			.description("Number of messages between this process and the others of the cluster")
			.tags("direction", "sent")
			.register(registry);
		FunctionCounter.builder("cluster.messages", messages, MessageCounts::getReceived)
			.description("Number of messages between this process and the others of the cluster")
			.tags("direction", "received")
			.register(registry);
	}

}
