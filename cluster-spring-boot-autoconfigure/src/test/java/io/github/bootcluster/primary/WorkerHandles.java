package io.github.bootcluster.primary;

import io.github.bootcluster.WorkerState;
import io.github.bootcluster.process.WorkerProcess;

import static org.mockito.Mockito.mock;

/**
 * Workers for tests of what only looks at them.
 */
final class WorkerHandles {

	private WorkerHandles() {
	}

	static WorkerHandle starting(int id, TimeSource time) {
		return new WorkerHandle(id, 1, new ForkedWorker(mock(WorkerProcess.class), "token"), time);
	}

	/**
	 * Return a worker that listens and has sent a heartbeat just now.
	 * @param id the id
	 * @param time the time
	 * @return the worker
	 */
	static WorkerHandle listening(int id, TimeSource time) {
		WorkerHandle worker = starting(id, time);
		worker.become(WorkerState.ONLINE);
		worker.heard(null, time);
		worker.listen(8080, time);
		worker.become(WorkerState.LISTENING);
		return worker;
	}

}
