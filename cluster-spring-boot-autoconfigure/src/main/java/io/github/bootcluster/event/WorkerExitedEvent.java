package io.github.bootcluster.event;

import io.github.bootcluster.WorkerExit;

/**
 * A worker process ended.
 *
 * @param id the id of the worker
 * @param generation its generation
 * @param exit how it ended
 * @since 0.1.0
 */
public record WorkerExitedEvent(int id, int generation, WorkerExit exit) implements ClusterEvent {

}
