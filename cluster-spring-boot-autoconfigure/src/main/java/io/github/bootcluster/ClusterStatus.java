package io.github.bootcluster;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A cluster as its primary sees it at one moment.
 *
 * @param primary the primary's process
 * @param generation the newest rollout, counted from 1
 * @param schedulingPolicy how connections are spread over the workers
 * @param connectionDraining how connections are protected when a worker stops
 * @param connectionDrainingReason why they are not protected better, or {@code null} if
 * there is no better protection
 * @param workers the number of workers
 * @param rollingRestart the last rolling restart, or {@code null} if there was none
 * @param instances the workers, in the order of their ids
 * @since 0.1.0
 */
public record ClusterStatus(Primary primary, int generation, SchedulingPolicy schedulingPolicy,
		ConnectionDraining connectionDraining, @Nullable String connectionDrainingReason, Workers workers,
		@Nullable RollingRestart rollingRestart, List<WorkerStatus> instances) {

	/**
	 * How connections are spread over the workers.
	 */
	public enum SchedulingPolicy {

		/**
		 * By the kernel: the workers bind the port together with {@code SO_REUSEPORT}.
		 */
		REUSE_PORT

	}

	/**
	 * How connections are protected when a worker stops.
	 */
	public enum ConnectionDraining {

		/**
		 * New connections are steered to the other workers first, so that none is lost.
		 */
		STEERED,

		/**
		 * The kernel moves connections that a worker has not accepted to another one when
		 * it stops listening ({@code net.ipv4.tcp_migrate_req}).
		 */
		MIGRATED,

		/**
		 * Requests in flight finish; a connection that reaches the worker in the moment
		 * it stops listening may be reset.
		 */
		GRACEFUL

	}

	/**
	 * The primary's process.
	 *
	 * @param pid the process id
	 * @param startTime when the primary was started
	 */
	public record Primary(long pid, Instant startTime) {

	}

	/**
	 * The number of workers.
	 *
	 * @param desired how many there should be
	 * @param listening how many serve requests
	 */
	public record Workers(int desired, int listening) {

	}

	/**
	 * A rolling restart.
	 *
	 * @param state how far it got
	 * @param generation the generation that it rolls out
	 * @param replaced the number of workers that were replaced
	 * @param remaining the number of workers that are still to be replaced
	 * @param reason why it failed, or {@code null} if it did not
	 */
	public record RollingRestart(State state, int generation, int replaced, int remaining, @Nullable String reason) {

		/**
		 * The states of a rolling restart.
		 */
		public enum State {

			/**
			 * Workers are being replaced.
			 */
			RUNNING,

			/**
			 * Every worker was replaced.
			 */
			COMPLETED,

			/**
			 * A replacement did not come up; the rollout stopped there.
			 */
			FAILED

		}

	}

}
