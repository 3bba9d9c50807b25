package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Message.Reply;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does what workers ask for.
 */
final class RequestHandler {

	private static final Log logger = LogFactory.getLog(RequestHandler.class);

	private final ClusterOperations operations;

	private final OutputExcerpt excerpt;

	/**
	 * Create a new handler.
	 * @param operations does what is asked for
	 * @param maxReplySize the size of the largest reply in bytes
	 */
	RequestHandler(ClusterOperations operations, int maxReplySize) {
		this.operations = operations;
		this.excerpt = new OutputExcerpt(maxReplySize);
	}

	Reply handle(Message.Request request) {
		try {
			return new Reply(request.number(), Outcome.ACCEPTED, null, perform(request.body()),
					getOutput(request.body()));
		}
		catch (UnknownWorkerException ex) {
			return refuse(request, Outcome.UNKNOWN_WORKER, ex);
		}
		catch (RollingRestartInProgressException ex) {
			return refuse(request, Outcome.ROLLING_RESTART_IN_PROGRESS, ex);
		}
		catch (IllegalArgumentException ex) {
			return refuse(request, Outcome.INVALID, ex);
		}
		catch (RuntimeException ex) {
			logger.warn("Unable to handle " + request, ex);
			return refuse(request, Outcome.FAILED, ex);
		}
	}

	private Reply refuse(Message.Request request, Outcome outcome, RuntimeException cause) {
		return new Reply(request.number(), outcome, cause.getMessage(), null);
	}

	private @Nullable List<String> getOutput(ClusterRequest request) {
		return (request instanceof ClusterRequest.LastOutput output)
				? this.excerpt.of(this.operations.getLastOutput(output.id())) : null;
	}

	private @Nullable ClusterStatus perform(ClusterRequest request) {
		if (request instanceof ClusterRequest.Status) {
			return this.operations.getStatus();
		}
		if (request instanceof ClusterRequest.Restart) {
			this.operations.restart();
		}
		else if (request instanceof ClusterRequest.RestartWorker worker) {
			this.operations.restart(worker.id());
		}
		else if (request instanceof ClusterRequest.Scale scale) {
			this.operations.scale(scale.workers());
		}
		else if (request instanceof ClusterRequest.StopWorker worker) {
			this.operations.stop(worker.id());
		}
		return null;
	}

}
