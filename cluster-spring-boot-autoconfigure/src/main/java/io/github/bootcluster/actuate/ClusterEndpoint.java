package io.github.bootcluster.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows a cluster and steers it. Any process of the
 * cluster answers for the whole of it.
 * <p>
 * Every operation fails with a {@link ClusterUnavailableException} if the primary does
 * not answer in time, and with an {@link IllegalStateException} in a process that belongs
 * to no cluster. Every operation that changes the cluster fails with a
 * {@link RollingRestartInProgressException} while a rolling restart runs, and returns
 * when it was accepted, not when it is done.
 *
 * @since 0.1.0
 */
@Endpoint(id = "cluster")
public class ClusterEndpoint {

	private static final String RESTART = "restart";

	private static final String SCALE = "scale";

	private static final String STOP = "stop";

	private final Supplier<@Nullable ClusterOperations> operations;

	/**
	 * Create a new endpoint.
	 * @param operations supplies the operations of the cluster, or {@code null} in a
	 * standalone process
	 */
	public ClusterEndpoint(Supplier<@Nullable ClusterOperations> operations) {
		this.operations = operations;
	}

	/**
	 * Return the state of the cluster.
	 * @return the cluster
	 */
	@ReadOperation
	public ClusterDescriptor cluster() {
		return new ClusterDescriptor(operations().getStatus());
	}

	/**
	 * Return the state of one worker. While a worker is being replaced, that is the
	 * process that listens.
	 * @param id the id of the worker
	 * @return the worker
	 * @throws UnknownWorkerException if there is no such worker
	 */
	@ReadOperation
	public WorkerDescriptor worker(@Selector Integer id) {
		return operations().getStatus()
			.instances()
			.stream()
			.filter((worker) -> worker.id() == id)
			.min(Comparator.comparing((worker) -> worker.state() != WorkerState.LISTENING))
			.map(this::describe)
			.orElseThrow(() -> new UnknownWorkerException(id));
	}

	private WorkerDescriptor describe(WorkerStatus worker) {
		WorkerExit exit = worker.lastExit();
		boolean failed = exit != null && !exit.planned();
		return new WorkerDescriptor(worker, failed ? operations().getLastOutput(worker.id()) : List.of());
	}

	/**
	 * Restart all workers or change their number: exactly one of the two.
	 * @param action {@code restart} for a rolling restart of all workers
	 * @param workers the number of workers from now on
	 * @return what was accepted
	 * @throws InvalidEndpointRequestException if both or none are given, or if the value
	 * makes no sense
	 */
	@WriteOperation
	public AcceptedDescriptor updateCluster(@Nullable String action, @Nullable Integer workers) {
		if (action != null && workers != null) {
			throw invalid("Only one of 'action' and 'workers' can be given", null);
		}
		return (workers != null) ? scale(workers) : restart(action);
	}

	/**
	 * Restart one worker.
	 * @param id the id of the worker
	 * @param action {@code restart}
	 * @return what was accepted
	 * @throws UnknownWorkerException if there is no such worker
	 * @throws InvalidEndpointRequestException if the action is another one
	 */
	@WriteOperation
	public AcceptedDescriptor updateWorker(@Selector Integer id, @Nullable String action) {
		if (action == null) {
			throw invalid("'action' must be given", null);
		}
		assertRestart(action);
		perform((operations) -> operations.restart(id));
		return new AcceptedDescriptor(RESTART, id, null);
	}

	/**
	 * Stop one worker and have one fewer from then on.
	 * @param id the id of the worker
	 * @return what was accepted
	 * @throws UnknownWorkerException if there is no such worker
	 * @throws InvalidEndpointRequestException if it is the only worker
	 */
	@DeleteOperation
	public AcceptedDescriptor stopWorker(@Selector Integer id) {
		perform((operations) -> operations.stop(id));
		return new AcceptedDescriptor(STOP, id, null);
	}

	boolean isClustered() {
		return this.operations.get() != null;
	}

	private AcceptedDescriptor restart(@Nullable String action) {
		if (action == null) {
			throw invalid("Either 'action' or 'workers' must be given", null);
		}
		assertRestart(action);
		perform(ClusterOperations::restart);
		return new AcceptedDescriptor(RESTART, null, null);
	}

	private AcceptedDescriptor scale(int workers) {
		perform((operations) -> operations.scale(workers));
		return new AcceptedDescriptor(SCALE, null, workers);
	}

	private void assertRestart(String action) {
		if (!RESTART.equals(action)) {
			throw invalid("'action' must be '%s', but was '%s'".formatted(RESTART, action), null);
		}
	}

	private void perform(Operation operation) {
		ClusterOperations operations = operations();
		try {
			operation.perform(operations);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(Objects.requireNonNullElse(ex.getMessage(), "Invalid request"), ex);
		}
	}

	private ClusterOperations operations() {
		ClusterOperations found = this.operations.get();
		if (found == null) {
			throw new NotClusteredException();
		}
		return found;
	}

	private static InvalidEndpointRequestException invalid(String message, @Nullable Throwable cause) {
		return new InvalidEndpointRequestException(message, message, cause);
	}

	/**
	 * Description of a cluster, in the form of its {@link ClusterStatus}.
	 *
	 * @param status the status
	 * @since 0.1.0
	 */
	public record ClusterDescriptor(@JsonValue ClusterStatus status) implements OperationResponseBody {

	}

	/**
	 * Description of a worker, in the form of its {@link WorkerStatus} and the last lines
	 * of its previous process.
	 *
	 * @param status the status
	 * @param lastOutput the last lines, the oldest first, if that process ended without
	 * being asked to
	 * @since 0.1.0
	 */
	public record WorkerDescriptor(@JsonUnwrapped WorkerStatus status,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> lastOutput) implements OperationResponseBody {

	}

	/**
	 * Description of an operation that was accepted. How it goes on is seen in the status
	 * of the cluster.
	 *
	 * @param action {@code restart}, {@code scale} or {@code stop}
	 * @param worker the id of the worker, or {@code null} if all are meant
	 * @param workers the number of workers, if that was changed
	 * @since 0.1.0
	 */
	public record AcceptedDescriptor(String action, @Nullable Integer worker,
			@Nullable Integer workers) implements OperationResponseBody {

	}

	/**
	 * A change of the cluster.
	 */
	private interface Operation {

		void perform(ClusterOperations operations);

	}

}
