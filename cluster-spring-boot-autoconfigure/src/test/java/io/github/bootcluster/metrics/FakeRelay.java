package io.github.bootcluster.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.relay.RelayOutcome;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import io.github.bootcluster.relay.WorkerRelay;

/**
 * A {@link WorkerRelay} whose other ends are made up. Those that no answer was made up
 * for do not answer.
 */
class FakeRelay implements WorkerRelay {

	final List<RelayRequest> requests = new ArrayList<>();

	final List<Long> asked = new ArrayList<>();

	final Map<Integer, RelayOutcome> outcomes = new TreeMap<>();

	void answer(int worker, String body) {
		answer(worker, 200, body);
	}

	void answer(int worker, int status, String body) {
		this.outcomes.put(worker, new RelayOutcome.Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	public RelayResponse exchange(ClusterWorker worker, RelayRequest request, Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public SortedMap<Integer, RelayOutcome> exchangeAll(Collection<ClusterWorker> workers, RelayRequest request,
			Duration timeout) {
		this.requests.add(request);
		SortedMap<Integer, RelayOutcome> result = new TreeMap<>();
		workers.forEach((worker) -> {
			this.asked.add(worker.pid());
			result.put(worker.id(),
					this.outcomes.getOrDefault(worker.id(), new RelayOutcome.Unanswered("it is frozen")));
		});
		return result;
	}

}
