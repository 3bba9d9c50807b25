package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import io.github.bootcluster.relay.WorkerRelay;

/**
 * Passes requests that came over HTTP to the worker that they are for, or to all of them.
 * The answer is that of the worker, 404 if there is no such worker or this process is not
 * part of a cluster, and 503 if the worker does not listen, is gone or does not answer.
 *
 * @since 0.1.0
 */
public final class RelayFront {

	private static final int NOT_FOUND = 404;

	private static final int SERVICE_UNAVAILABLE = 503;

	/**
	 * How long an operation may take: to write a large heap to a file takes its time. A
	 * worker that hangs is noticed much earlier.
	 */
	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final Duration TIMEOUT_FOR_ALL = Duration.ofSeconds(30);

	private final Cluster cluster;

	private final WorkerRelay relay;

	private final RelayResponses responses;

	private final OutcomesDescriber describer;

	/**
	 * Create a new front.
	 * @param cluster this process as a member of the cluster
	 * @param relay passes requests on
	 * @param json writes what is not a worker's answer
	 */
	public RelayFront(Cluster cluster, WorkerRelay relay, EndpointJson json) {
		this.cluster = cluster;
		this.relay = relay;
		this.responses = new RelayResponses(json);
		this.describer = new OutcomesDescriber(json);
	}

	/**
	 * Pass a request on. Waits for the answer.
	 * @param worker the id of a worker, or {@code all}
	 * @param request the request
	 * @return the answer, to be closed by the caller
	 */
	RelayResponse pass(String worker, RelayRequest request) {
		if (this.cluster.getRole() != ClusterRole.WORKER) {
			return this.responses.error(NOT_FOUND, "This process is not part of a cluster");
		}
		return worker.equals(RelayTarget.ALL) ? passToAll(request) : passToOne(worker, request);
	}

	private RelayResponse passToOne(String id, RelayRequest request) {
		Optional<ClusterWorker> worker = find(id);
		if (worker.isEmpty()) {
			return this.responses.error(NOT_FOUND, describeUnknown(id));
		}
		if (!worker.get().isListening()) {
			return this.responses.error(SERVICE_UNAVAILABLE,
					"Worker %s does not listen, its state is %s".formatted(id, worker.get().state()));
		}
		try {
			return this.relay.exchange(worker.get(), request, TIMEOUT);
		}
		catch (IOException ex) {
			return this.responses.error(SERVICE_UNAVAILABLE, ex.getMessage());
		}
	}

	private RelayResponse passToAll(RelayRequest request) {
		List<ClusterWorker> listening = this.cluster.getWorkers().stream().filter(ClusterWorker::isListening).toList();
		if (listening.isEmpty()) {
			return this.responses.error(SERVICE_UNAVAILABLE, "No worker listens");
		}
		return this.describer.describe(this.relay.exchangeAll(listening, request, TIMEOUT_FOR_ALL));
	}

	private Optional<ClusterWorker> find(String id) {
		return this.cluster.getWorkers()
			.stream()
			.filter((worker) -> id.equals(String.valueOf(worker.id())))
			.findFirst();
	}

	private static String describeUnknown(String id) {
		boolean number = id.matches("0|[1-9][0-9]{0,8}");
		return "There is no worker " + (number ? id : "'" + id + "'");
	}

}
