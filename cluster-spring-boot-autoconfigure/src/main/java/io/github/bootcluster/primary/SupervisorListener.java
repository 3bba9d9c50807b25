package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.event.ClusterEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the supervisor does. Called on the supervisor's thread: must not block.
 */
interface SupervisorListener {

	/**
	 * The members of the cluster have changed.
	 * @param members the members
	 */
	void membersChanged(Message.Members members);

	/**
	 * Something happened that the application's listeners are told of. The members show
	 * it already.
	 * @param event the event
	 */
	void publish(ClusterEvent event);

	/**
	 * There are to be more or fewer workers.
	 * @param from how many there were to be
	 * @param to how many there are to be
	 */
	void scaled(int from, int to);

	/**
	 * All workers are to stop.
	 * @param workers how many have a process
	 */
	void stopping(int workers);

	/**
	 * A worker was launched: its exit is to be reported back.
	 * @param worker the worker
	 */
	void forked(WorkerHandle worker);

	/**
	 * A worker could not be launched.
	 * @param id the worker's id
	 * @param cause the cause
	 * @param delay how long until the next attempt
	 */
	void launchFailed(int id, Exception cause, Duration delay);

	/**
	 * A worker hangs: its threads are to be dumped before it is killed.
	 * @param worker the worker
	 */
	void threadDumpWanted(WorkerHandle worker);

	/**
	 * A worker listens.
	 */
	void workerListening();

	/**
	 * A worker exited without being asked to.
	 * @param worker the worker
	 * @param exit how it ended
	 * @param delay how long until it is replaced
	 * @param failed whether it exited too often
	 */
	void workerWillBeRestarted(WorkerHandle worker, WorkerExit exit, Duration delay, boolean failed);

	/**
	 * A worker exited and will not be replaced.
	 * @param worker the worker
	 * @param exit how it ended
	 */
	void workerEnded(WorkerHandle worker, WorkerExit exit);

	/**
	 * A worker exited, and the restart strategy wants the cluster to stop because of it.
	 * @param worker the worker
	 * @param exit how it ended
	 */
	void stopDecided(WorkerHandle worker, WorkerExit exit);

	/**
	 * A worker is worn out and about to be replaced.
	 * @param worker the worker
	 * @param reason why it is
	 */
	void workerWillBeRecycled(WorkerHandle worker, String reason);

	/**
	 * A replacement exited before it took over.
	 * @param worker the replacement
	 * @param exit how it ended
	 * @param current the worker that goes on
	 */
	void replacementFailed(WorkerHandle worker, WorkerExit exit, @Nullable WorkerHandle current);

	/**
	 * The primary or the machine stood still.
	 * @param gap for how long
	 */
	void stalled(Duration gap);

	/**
	 * The status may have changed.
	 * @param status supplies the status
	 */
	void statusChanged(Supplier<ClusterStatus> status);

	/**
	 * No worker came up: the cluster is being stopped.
	 * @param failure what happened
	 */
	void startFailed(ClusterStartException failure);

	/**
	 * The cluster was asked to stop and has no process left.
	 */
	void stopped();

	/**
	 * All workers have ended, and none is to be replaced.
	 */
	void finished();

}
