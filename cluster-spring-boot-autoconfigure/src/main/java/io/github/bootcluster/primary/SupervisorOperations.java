package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;

/**
 * {@link ClusterOperations} in the primary: every call is done by the supervisor's
 * thread.
 */
final class SupervisorOperations implements ClusterOperations {

	private final SupervisorLoop loop;

	private final Supervisor supervisor;

	SupervisorOperations(SupervisorLoop loop, Supervisor supervisor) {
		this.loop = loop;
		this.supervisor = supervisor;
	}

	@Override
	public ClusterStatus getStatus() {
		return this.loop.call(this.supervisor::getStatus);
	}

	@Override
	public List<String> getLastOutput(int id) {
		return this.loop.call(() -> this.supervisor.getLastOutput(id));
	}

	@Override
	public void restart() {
		call(this.supervisor::restart);
	}

	@Override
	public void restart(int id) {
		call(() -> this.supervisor.restart(id));
	}

	@Override
	public void scale(int workers) {
		call(() -> this.supervisor.scale(workers));
	}

	@Override
	public void stop(int id) {
		call(() -> this.supervisor.stop(id));
	}

	private void call(Runnable command) {
		this.loop.call(() -> {
			command.run();
			return true;
		});
	}

}
