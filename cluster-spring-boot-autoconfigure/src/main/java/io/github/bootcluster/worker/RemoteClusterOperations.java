package io.github.bootcluster.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Message.Reply;

import org.springframework.util.Assert;

/**
 * {@link ClusterOperations} in a worker: the primary is asked over the channel.
 */
final class RemoteClusterOperations implements ClusterOperations {

	private final Channel channel;

	private final Duration timeout;

	RemoteClusterOperations(Channel channel, Duration timeout) {
		this.channel = channel;
		this.timeout = timeout;
	}

	@Override
	public ClusterStatus getStatus() {
		return getStatus(this.timeout);
	}

	@Override
	public ClusterStatus getStatus(Duration timeout) {
		ClusterStatus status = request(new ClusterRequest.Status(), 0, timeout).status();
		Assert.state(status != null, "The primary answered without the status of the cluster");
		return status;
	}

	@Override
	public List<String> getLastOutput(int id) {
		List<String> output = request(new ClusterRequest.LastOutput(id), id).output();
		Assert.state(output != null, "The primary answered without the output of the worker");
		return output;
	}

	@Override
	public void restart() {
		request(new ClusterRequest.Restart(), 0);
	}

	@Override
	public void restart(int id) {
		request(new ClusterRequest.RestartWorker(id), id);
	}

	@Override
	public void scale(int workers) {
		request(new ClusterRequest.Scale(workers), 0);
	}

	@Override
	public void stop(int id) {
		request(new ClusterRequest.StopWorker(id), id);
	}

	private Reply request(ClusterRequest request, int id) {
		return request(request, id, this.timeout);
	}

	private Reply request(ClusterRequest request, int id, Duration timeout) {
		Reply reply = exchange(request, timeout);
		String detail = String.valueOf(reply.detail());
		return switch (reply.outcome()) {
			case ACCEPTED -> reply;
			case UNKNOWN_WORKER -> throw new UnknownWorkerException(id);
			case ROLLING_RESTART_IN_PROGRESS -> throw new RollingRestartInProgressException(detail);
			case INVALID -> throw new IllegalArgumentException(detail);
			case FAILED -> throw new ClusterUnavailableException("The primary failed: " + detail, null);
		};
	}

	private Reply exchange(ClusterRequest request, Duration timeout) {
		try {
			return this.channel.request(request, timeout);
		}
		catch (TimeoutException ex) {
			throw new ClusterUnavailableException(
					"The primary did not answer within %d ms".formatted(timeout.toMillis()), ex);
		}
		catch (IOException ex) {
			throw new ClusterUnavailableException("The channel to the primary has ended", ex);
		}
	}

	/**
	 * Takes a request to the primary.
	 */
	@FunctionalInterface
	interface Channel {

		Reply request(ClusterRequest request, Duration timeout) throws IOException, TimeoutException;

	}

}
