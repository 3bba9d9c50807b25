package io.github.bootcluster.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a worker asks of its primary.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = ClusterRequest.Status.class, name = "status"),
		@JsonSubTypes.Type(value = ClusterRequest.LastOutput.class, name = "last-output"),
		@JsonSubTypes.Type(value = ClusterRequest.Restart.class, name = "restart"),
		@JsonSubTypes.Type(value = ClusterRequest.RestartWorker.class, name = "restart-worker"),
		@JsonSubTypes.Type(value = ClusterRequest.Scale.class, name = "scale"),
		@JsonSubTypes.Type(value = ClusterRequest.StopWorker.class, name = "stop-worker") })
public sealed interface ClusterRequest {

	/**
	 * The state of the cluster.
	 */
	record Status() implements ClusterRequest {

	}

	/**
	 * The last lines of a worker that failed.
	 *
	 * @param id the worker
	 */
	record LastOutput(int id) implements ClusterRequest {

	}

	/**
	 * A rolling restart.
	 */
	record Restart() implements ClusterRequest {

	}

	/**
	 * The replacement of one worker.
	 *
	 * @param id the worker
	 */
	record RestartWorker(int id) implements ClusterRequest {

	}

	/**
	 * Another number of workers.
	 *
	 * @param workers the number
	 */
	record Scale(int workers) implements ClusterRequest {

	}

	/**
	 * The end of one worker, and one fewer from then on.
	 *
	 * @param id the worker
	 */
	record StopWorker(int id) implements ClusterRequest {

	}

}
