package io.github.bootcluster.actuate;

import java.util.function.Supplier;

import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} that gives each outcome of the
 * {@link ClusterEndpoint} its HTTP status:
 * <ul>
 * <li>200 with the state of the cluster or of a worker</li>
 * <li>202 with what was {@link ClusterEndpoint.AcceptedDescriptor accepted}</li>
 * <li>400 if the request makes no sense</li>
 * <li>404 if there is no such worker, which goes for an id that is not a number as well,
 * or if this process is not part of a cluster</li>
 * <li>409 while a rolling restart runs</li>
 * <li>503 if the primary does not answer in time</li>
 * </ul>
 * The body of every failure is an {@link ErrorDescriptor}. Bodies that are not a JSON
 * object of plain values never get here: the web framework answers them with 400.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = ClusterEndpoint.class)
public class ClusterEndpointWebExtension {

	private static final String HTML = "text/html;charset=UTF-8";

	private static final int STATUS_ACCEPTED = 202;

	private static final int STATUS_CONFLICT = 409;

	private final ClusterEndpoint delegate;

	private final ClusterPage page;

	/**
	 * Create a new extension.
	 * @param delegate the endpoint
	 * @param page the page for people
	 */
	public ClusterEndpointWebExtension(ClusterEndpoint delegate, ClusterPage page) {
		this.delegate = delegate;
		this.page = page;
	}

	/**
	 * Return the page that shows the cluster, to those that prefer HTML to JSON. Those
	 * that accept anything get JSON, as its media types come first in the alphabet.
	 * @return a response that holds the page, with the status 404 if this process is not
	 * part of a cluster
	 */
	@ReadOperation(produces = HTML)
	public WebEndpointResponse<String> page() {
		return new WebEndpointResponse<>(this.page.getHtml(),
				this.delegate.isClustered() ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Return the state of the cluster.
	 * @return a response that holds a {@link ClusterEndpoint.ClusterDescriptor}
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> cluster() {
		return respond(WebEndpointResponse.STATUS_OK, this.delegate::cluster);
	}

	/**
	 * Return the state of one worker.
	 * @param id the id of the worker
	 * @return a response that holds a {@link ClusterEndpoint.WorkerDescriptor}
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> worker(@Selector String id) {
		return respond(WebEndpointResponse.STATUS_OK, () -> this.delegate.worker(parseId(id)));
	}

	/**
	 * Restart all workers or change their number.
	 * @param action {@code restart}
	 * @param workers the number of workers from now on
	 * @return a response that holds a {@link ClusterEndpoint.AcceptedDescriptor}
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> updateCluster(@Nullable String action, @Nullable String workers) {
		return respond(STATUS_ACCEPTED, () -> this.delegate.updateCluster(action, parseWorkers(workers)));
	}

	/**
	 * Restart one worker.
	 * @param id the id of the worker
	 * @param action {@code restart}
	 * @return a response that holds a {@link ClusterEndpoint.AcceptedDescriptor}
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> updateWorker(@Selector String id, @Nullable String action) {
		return respond(STATUS_ACCEPTED, () -> this.delegate.updateWorker(parseId(id), action));
	}

	/**
	 * Stop one worker and have one fewer from then on.
	 * @param id the id of the worker
	 * @return a response that holds a {@link ClusterEndpoint.AcceptedDescriptor}
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> stopWorker(@Selector String id) {
		return respond(STATUS_ACCEPTED, () -> this.delegate.stopWorker(parseId(id)));
	}

	private Integer parseId(String id) {
		try {
			return Integer.valueOf(id);
		}
		catch (NumberFormatException ex) {
			throw new NoSuchWorkerException(id);
		}
	}

	private @Nullable Integer parseWorkers(@Nullable String workers) {
		try {
			return (workers != null) ? Integer.valueOf(workers) : null;
		}
		catch (NumberFormatException ex) {
			String message = "'workers' must be a whole number, but was '%s'".formatted(workers);
			throw new InvalidEndpointRequestException(message, message, ex);
		}
	}

	private WebEndpointResponse<OperationResponseBody> respond(int status, Supplier<OperationResponseBody> operation) {
		try {
			return new WebEndpointResponse<>(operation.get(), status);
		}
		catch (InvalidEndpointRequestException ex) {
			return error(WebEndpointResponse.STATUS_BAD_REQUEST, ex);
		}
		catch (NotClusteredException | NoSuchWorkerException | UnknownWorkerException ex) {
			return error(WebEndpointResponse.STATUS_NOT_FOUND, ex);
		}
		catch (RollingRestartInProgressException ex) {
			return error(STATUS_CONFLICT, ex);
		}
		catch (ClusterUnavailableException ex) {
			return error(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, ex);
		}
	}

	private WebEndpointResponse<OperationResponseBody> error(int status, RuntimeException ex) {
		return new WebEndpointResponse<>(new ErrorDescriptor(ex.getMessage()), status);
	}

	/**
	 * Description of a failure.
	 *
	 * @param error what is wrong, in words for people
	 * @since 0.1.0
	 */
	public record ErrorDescriptor(@Nullable String error) implements OperationResponseBody {

	}

	/**
	 * An address that cannot be a worker's.
	 */
	private static final class NoSuchWorkerException extends RuntimeException {

		NoSuchWorkerException(String id) {
			super("There is no worker '" + id + "'");
		}

	}

}
