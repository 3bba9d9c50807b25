package io.github.bootcluster.event;

import org.jspecify.annotations.Nullable;

/**
 * A worker serves requests.
 *
 * @param id the id of the worker
 * @param pid its process id
 * @param generation its generation
 * @param port the port of its web server, or {@code null} if it has none
 * @since 0.1.0
 */
public record WorkerListeningEvent(int id, long pid, int generation, @Nullable Integer port) implements ClusterEvent {

}
