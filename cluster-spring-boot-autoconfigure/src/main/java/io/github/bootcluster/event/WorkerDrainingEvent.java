package io.github.bootcluster.event;

import java.time.Duration;

/**
 * This worker gets no new connections any more and is going to stop. Published in the
 * worker itself, on the thread that stops it, so that an application can end connections
 * that would not end by themselves, such as streams of server-sent events and WebSocket
 * sessions.
 *
 * @param id the id of the worker
 * @param pid its process id
 * @param generation its generation
 * @param timeout how long connections may stay open before the web server is shut down
 * @since 0.1.0
 */
public record WorkerDrainingEvent(int id, long pid, int generation, Duration timeout) implements ClusterEvent {

}
