package io.github.bootcluster.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;

import io.github.bootcluster.ClusterWorker;

/**
 * Passes requests to the Actuator endpoints of workers, this one included. A worker
 * answers a request that was passed on for itself alone. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface WorkerRelay {

	/**
	 * Pass a request to one worker.
	 * @param worker the worker
	 * @param request the request
	 * @param timeout how long the worker may take to begin its answer, and to go on with
	 * it whenever more is read
	 * @return the answer, to be closed by the caller
	 * @throws IOException if the worker is gone or does not answer in time
	 */
	RelayResponse exchange(ClusterWorker worker, RelayRequest request, Duration timeout) throws IOException;

	/**
	 * Pass a request to several workers at the same time.
	 * @param workers the workers
	 * @param request the request
	 * @param timeout how long all of it may take
	 * @return what came of it, complete, by the ids of the workers: each of them is there
	 */
	SortedMap<Integer, RelayOutcome> exchangeAll(Collection<ClusterWorker> workers, RelayRequest request,
			Duration timeout);

}
