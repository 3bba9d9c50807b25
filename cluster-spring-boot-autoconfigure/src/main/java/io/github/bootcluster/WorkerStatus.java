package io.github.bootcluster;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A worker as the primary sees it at one moment.
 *
 * @param id the stable id of the worker, counted from 1
 * @param pid the process id, or {@code null} while there is no process
 * @param state the state
 * @param generation the rollout that the process belongs to, counted from 1
 * @param restarts how often the worker was replaced
 * @param port the port of the web server, or {@code null} while the worker does not
 * listen or if it has no web server
 * @param startTime when the process was launched
 * @param listeningTime when the worker began to serve requests
 * @param lastHeartbeat when the worker was last heard of
 * @param memory the worker's memory
 * @param cpu the share of the processors available to the worker in use, from 0 to 1
 * @param connections the number of open connections
 * @param requests the worker's requests
 * @param lastExit how the worker's previous process ended
 * @since 0.1.0
 */
public record WorkerStatus(int id, @Nullable Long pid, WorkerState state, int generation, int restarts,
		@Nullable Integer port, @Nullable Instant startTime, @Nullable Instant listeningTime,
		@Nullable Instant lastHeartbeat, WorkerStatistics.@Nullable Memory memory, @Nullable Double cpu,
		@Nullable Long connections, WorkerStatistics.@Nullable Requests requests, @Nullable WorkerExit lastExit) {

}
