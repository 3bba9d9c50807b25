package io.github.bootcluster.event;

/**
 * A worker that was online serves no more.
 *
 * @param id the id of the worker
 * @param pid its process id
 * @param generation its generation
 * @since 0.1.0
 */
public record WorkerDisconnectedEvent(int id, long pid, int generation) implements ClusterEvent {

}
