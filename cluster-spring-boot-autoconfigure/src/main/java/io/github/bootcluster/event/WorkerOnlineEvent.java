package io.github.bootcluster.event;

/**
 * A worker is connected to the primary.
 *
 * @param id the id of the worker
 * @param pid its process id
 * @param generation its generation
 * @since 0.1.0
 */
public record WorkerOnlineEvent(int id, long pid, int generation) implements ClusterEvent {

}
