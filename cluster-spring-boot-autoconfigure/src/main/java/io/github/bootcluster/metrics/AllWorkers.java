package io.github.bootcluster.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayedCall;
import io.github.bootcluster.relay.WorkerRelay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks all workers of the cluster the same, this process included. Those that do not
 * answer in time are left out, and counted. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class AllWorkers implements MeterBinder {

	private static final Log logger = LogFactory.getLog(AllWorkers.class);

	private final LongAdder omissions = new LongAdder();

	private final Cluster cluster;

	private final Supplier<@Nullable WorkerRelay> relay;

	private final Duration timeout;

	private final long pid;

	/**
	 * Create new workers.
	 * @param cluster this process as a member of the cluster
	 * @param relay supplies the way to the other workers, or {@code null} if there is
	 * none
	 * @param timeout how long the others may take to answer
	 */
	public AllWorkers(Cluster cluster, Supplier<@Nullable WorkerRelay> relay, Duration timeout) {
		this(cluster, relay, timeout, ProcessHandle.current().pid());
	}

	AllWorkers(Cluster cluster, Supplier<@Nullable WorkerRelay> relay, Duration timeout, long pid) {
		this.cluster = cluster;
		this.relay = relay;
		this.timeout = timeout;
		this.pid = pid;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			FunctionCounter.builder("cluster.metrics.omissions", this.omissions, LongAdder::sum)
				.description("Number of times that a worker did not answer in time and was left out of the metrics")
				.register(registry);
		}
	}

	/**
	 * Return whether a call is to be answered for all workers.
	 * @param relayed the mark of a call that another worker has passed on
	 * @return {@code false} if this process is to answer for itself alone
	 */
	boolean answerTogether(@Nullable RelayedCall relayed) {
		return relayed == null && this.cluster.getRole() == ClusterRole.WORKER && this.relay.get() != null;
	}

	List<ClusterWorker> getWorkers() {
		return this.cluster.getWorkers();
	}

	/**
	 * Ask all workers.
	 * @param <T> the type of an answer
	 * @param request what to ask the others
	 * @param reader reads their answers
	 * @param self answers for this process, {@code null} if it has nothing to say
	 * @return the answers
	 */
	<T> WorkerAnswers<T> ask(RelayRequest request, AnswerReader<T> reader, Supplier<@Nullable T> self) {
		List<ClusterWorker> others = getOthers();
		SortedMap<Integer, RelayOutcome> outcomes = exchange(others, request);
		List<WorkerAnswer<T>> answers = new ArrayList<>();
		List<Integer> omitted = new ArrayList<>();
		if (!hasSuccessor(others)) {
			add(answers, getId(), self.get());
		}
		outcomes.forEach((id, outcome) -> {
			try {
				add(answers, id, read(outcome, reader));
			}
			catch (IOException ex) {
				omit(omitted, id, ex);
			}
		});
		answers.sort(Comparator.comparing(WorkerAnswer::worker));
		return new WorkerAnswers<>(answers, omitted);
	}

	private List<ClusterWorker> getOthers() {
		return getWorkers().stream().filter(this::isOther).filter(AllWorkers::mayAnswer).toList();
	}

	private boolean isOther(ClusterWorker worker) {
		return worker.pid() == null || worker.pid() != this.pid;
	}

	private static boolean mayAnswer(ClusterWorker worker) {
		return worker.isListening() || worker.state() == WorkerState.DRAINING;
	}

	// the figures of the process that serves now count, whoever is asked, or counters
	// would go back and forth
	private boolean hasSuccessor(List<ClusterWorker> others) {
		return others.stream().anyMatch((worker) -> worker.id() == getId());
	}

	private SortedMap<Integer, RelayOutcome> exchange(List<ClusterWorker> others, RelayRequest request) {
		return Objects.requireNonNull(this.relay.get()).exchangeAll(others, request, this.timeout);
	}

	private static <T> @Nullable T read(RelayOutcome outcome, AnswerReader<T> reader) throws IOException {
		if (outcome instanceof RelayOutcome.Unanswered unanswered) {
			throw new IOException(unanswered.reason());
		}
		return reader.read((RelayOutcome.Answered) outcome);
	}

	private static <T> void add(List<WorkerAnswer<T>> answers, int id, @Nullable T content) {
		if (content != null) {
			answers.add(new WorkerAnswer<>(id, content));
		}
	}

	private void omit(List<Integer> omitted, int id, IOException ex) {
		logger.debug("Worker %d is left out of the metrics: %s".formatted(id, ex.getMessage()));
		this.omissions.increment();
		omitted.add(id);
	}

	private int getId() {
		return Objects.requireNonNull(this.cluster.getWorkerId());
	}

}
